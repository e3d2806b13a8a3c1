package org.postroom.maildomain.dkim.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;
import org.postroom.maildomain.dkim.model.RotationRules;

/** Lets the next key sign, now that everybody can see it. */
@Singleton
class NextKeySeenHandler implements InternalCommandHandler<NextKeySeen> {
  private final KeyRings rings;
  private final KeyKeeping keeping;
  private final RotationRules rules;

  NextKeySeenHandler(KeyRings rings, KeyKeeping keeping, RotationRules rules) {
    this.rings = rings;
    this.keeping = keeping;
    this.rules = rules;
  }

  @Override
  public InternalCommandType<NextKeySeen> type() {
    return NextKeySeen.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(NextKeySeen data, CommandContext context) {
    return rings
        .find(context.session(), context.organizationId(), data.registrationId())
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(Outcome.none())
                    : keeping.keep(
                        found.get(),
                        found.get().ring().seen(Set.of(data.selector()), context.now(), rules),
                        true,
                        context));
  }
}
