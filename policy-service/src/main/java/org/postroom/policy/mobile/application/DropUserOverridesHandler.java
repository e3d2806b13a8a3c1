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
 * Deletes the overrides of a user who is gone, in a chain of commands. Until it has, nothing reads
 * them: whoever asks for overrides asks whether the user is there.
 */
@Singleton
class DropUserOverridesHandler implements InternalCommandHandler<DropUserOverrides> {
  static final int AT_ONCE = 1_000;

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
        .someOf(context.session(), context.organizationId(), command.userId(), AT_ONCE)
        .map(some -> outcome(some, command, context));
  }

  private Outcome<Void> outcome(
      List<DeviceOverride> some, DropUserOverrides command, CommandContext context) {
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
    DropUserOverrides next = new DropUserOverrides(command.userId(), command.chunk() + 1);
    return outcome.sending(
        DropUserOverrides.TYPE.of(
            context.organizationId(), "deletion/" + next.userId() + "/" + next.chunk(), next));
  }
}
