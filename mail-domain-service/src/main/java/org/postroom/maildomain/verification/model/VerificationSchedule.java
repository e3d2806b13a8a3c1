package org.postroom.maildomain.verification.model;

import java.time.Duration;
import java.time.Instant;

/**
 * When domains are looked up. What is missing is looked for fast at first, then after pauses that
 * grow with the time it has been missing; what is there, or has been missing for too long, at the
 * pace of re-checks.
 *
 * @param firstPause the shortest pause
 * @param longestPause the longest pause while records are looked for
 * @param giveUpAfter for how long records are missing until the domain has failed
 * @param recheck the pause between re-checks
 */
public record VerificationSchedule(
    Duration firstPause, Duration longestPause, Duration giveUpAfter, Duration recheck) {
  private static final int SHARE_OF_AGE = 4;

  /** Whether records that have been missing since then are given up. */
  public boolean isOver(Instant missingSince, Instant now) {
    return !now.isBefore(missingSince.plus(giveUpAfter));
  }

  /** The pause before records are looked for again. */
  public Duration pause(RecordState state, Finding finding, Instant now) {
    if (state.missing().isEmpty()) {
      return finding == Finding.UNKNOWN ? shorter(longestPause, recheck) : recheck;
    }
    Instant since = state.missing().get();
    if (isOver(since, now)) {
      return recheck;
    }
    Duration byAge = Duration.between(since, now).dividedBy(SHARE_OF_AGE);
    return shorter(longer(byAge, firstPause), longestPause);
  }

  /** The shorter of two pauses. */
  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
