package org.postroom.kit.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The system's time, moved on by what a test wants. A module whose tests want it makes a bean of it
 * by a subclass.
 */
public abstract class ClockAhead extends Clock {
  private volatile Duration ahead = Duration.ZERO;

  /** From now on it is so much later than it is. */
  public void ahead(Duration duration) {
    ahead = duration;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
