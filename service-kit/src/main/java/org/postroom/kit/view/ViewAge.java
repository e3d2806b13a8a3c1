package org.postroom.kit.view;

import java.time.Duration;
import java.time.Instant;

/**
 * How much the view of another context is worth for an organization.
 *
 * @param upTo everything the other context had published then is in the view; null when that was
 *     never known
 * @param isIncomplete whether events are known to be missing, or half of a snapshot
 */
public record ViewAge(Instant upTo, boolean isIncomplete) {
  /** Longer than any limit. */
  private static final Duration FOR_EVER = Duration.ofSeconds(Integer.MAX_VALUE);

  /** How long ago it was last known to be up to date. */
  public Duration at(Instant now) {
    if (upTo == null) {
      return FOR_EVER;
    }
    return upTo.isAfter(now) ? Duration.ZERO : Duration.between(upTo, now);
  }
}
