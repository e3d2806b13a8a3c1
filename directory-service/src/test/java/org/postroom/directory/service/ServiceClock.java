package org.postroom.directory.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The service's time: the system's, moved on by what a test wants. */
@Singleton
class ServiceClock extends Clock {
  private volatile Duration ahead = Duration.ZERO;

  /** From now on it is so much later than it is. */
  void ahead(Duration duration) {
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
