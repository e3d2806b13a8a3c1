package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.mobile.model.DeviceOverride;

/**
 * Deletes the overrides of users who are not there after the directory has told all anew, in a
 * chain of commands: of a user whom the directory forgot no deletion is told.
 */
@Singleton
class DropLostOverridesHandler implements InternalCommandHandler<DropLostOverrides> {
  static final int AT_ONCE = 1_000;

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
        .lost(context.session(), context.organizationId(), AT_ONCE)
        .map(some -> outcome(some, command, context));
  }

  private Outcome<Void> outcome(
      List<DeviceOverride> some, DropLostOverrides command, CommandContext context) {
    Outcome<Void> outcome = Outcome.none();
    if (some.isEmpty()) {
      return outcome;
    }
    outcome = outcome.changing(overrides.delete(context.organizationId(), some));
    for (DeviceOverride override : some) {
      outcome = outcome.emitting(override.deleted());
    }
    if (some.size() < AT_ONCE) {
      return outcome;
    }
    DropLostOverrides next = new DropLostOverrides(command.epoch(), command.chunk() + 1);
    return outcome.sending(
        DropLostOverrides.TYPE.of(
            context.organizationId(), "epoch/" + next.epoch() + "/" + next.chunk(), next));
  }
}
