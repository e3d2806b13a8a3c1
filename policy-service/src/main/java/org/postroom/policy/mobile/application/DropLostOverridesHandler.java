package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/**
 * Deletes the overrides of users who are not there after the directory has told all anew, in a
 * chain of commands: of a user whom the directory forgot no deletion is told.
 */
@Singleton
class DropLostOverridesHandler implements InternalCommandHandler<DropLostOverrides> {
  private final DeviceOverrides overrides;

  DropLostOverridesHandler(DeviceOverrides overrides) {
    this.overrides = overrides;
  }

  @Override
  public InternalCommandType<DropLostOverrides> type() {
    return DropLostOverrides.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(DropLostOverrides command, CommandContext context) {
    return overrides
        .lost(context.session(), context.organizationId(), DroppedOverrides.AT_ONCE)
        .map(
            some ->
                DroppedOverrides.of(
                    context.organizationId(), overrides, some, () -> next(command, context)));
  }

  private static InternalCommand<DropLostOverrides> next(
      DropLostOverrides command, CommandContext context) {
    DropLostOverrides next = new DropLostOverrides(command.epoch(), command.chunk() + 1);
    return DropLostOverrides.TYPE.of(
        context.organizationId(), "epoch/" + next.epoch() + "/" + next.chunk(), next);
  }
}
