package org.postroom.maildomain.dkim.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/** Begins a rotation; while one is under way, it goes on. */
@Singleton
class RotateKeysHandler implements InternalCommandHandler<RotateKeys> {
  private final KeyRings rings;
  private final KeyKeeping keeping;

  RotateKeysHandler(KeyRings rings, KeyKeeping keeping) {
    this.rings = rings;
    this.keeping = keeping;
  }

  @Override
  public InternalCommandType<RotateKeys> type() {
    return RotateKeys.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(RotateKeys data, CommandContext context) {
    return rings
        .find(context.session(), context.organizationId(), data.registrationId())
        .chain(
            found ->
                found.isPresent()
                    ? keeping.keep(
                        found.get(),
                        found.get().ring().withdrawn(context.now()).rotated(),
                        true,
                        context)
                    : Uni.createFrom().item(Outcome.none()));
  }
}
