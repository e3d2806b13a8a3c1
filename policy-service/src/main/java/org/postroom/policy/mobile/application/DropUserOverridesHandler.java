package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/**
 * Deletes the overrides of a user who is gone, in a chain of commands. Until it has, nothing reads
 * them: whoever asks for overrides asks whether the user is there.
 */
@Singleton
class DropUserOverridesHandler implements InternalCommandHandler<DropUserOverrides> {
  private final DeviceOverrides overrides;

  DropUserOverridesHandler(DeviceOverrides overrides) {
    this.overrides = overrides;
  }

  @Override
  public InternalCommandType<DropUserOverrides> type() {
    return DropUserOverrides.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(DropUserOverrides command, CommandContext context) {
    return overrides
        .someOf(
            context.session(), context.organizationId(), command.userId(), DroppedOverrides.AT_ONCE)
        .map(
            some ->
                DroppedOverrides.of(
                    context.organizationId(), overrides, some, () -> next(command, context)));
  }

  private static InternalCommand<DropUserOverrides> next(
      DropUserOverrides command, CommandContext context) {
    DropUserOverrides next = new DropUserOverrides(command.userId(), command.chunk() + 1);
    return DropUserOverrides.TYPE.of(
        context.organizationId(), "deletion/" + next.userId() + "/" + next.chunk(), next);
  }
}
