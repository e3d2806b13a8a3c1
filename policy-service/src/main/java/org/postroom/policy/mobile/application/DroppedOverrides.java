package org.postroom.policy.mobile.application;

import java.util.List;
import java.util.function.Supplier;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.mobile.model.DeviceOverride;

/** What comes of overrides that are dropped a bounded number at once. */
final class DroppedOverrides {
  /** Most overrides that one command drops. */
  static final int AT_ONCE = 1_000;

  private DroppedOverrides() {}

  /**
   * They go, each with its event.
   *
   * @param some at most {@link #AT_ONCE} of those that are to be dropped
   * @param next drops the following ones, when there may be more
   */
  static Outcome<Void> of(
      String organizationId,
      DeviceOverrides overrides,
      List<DeviceOverride> some,
      Supplier<InternalCommand<?>> next) {
    if (some.isEmpty()) {
      return Outcome.none();
    }
    Outcome<Void> outcome = Outcome.none().changing(overrides.delete(organizationId, some));
    for (DeviceOverride override : some) {
      outcome = outcome.emitting(override.deleted());
    }
    return some.size() < AT_ONCE ? outcome : outcome.sending(next.get());
  }
}
