package org.postroom.maildomain.verification.application;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Spreads what many threads do evenly over time. */
final class Pace {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanos;
  private double perSecond = 1;
  private long next;

  /**
   * @param nanos a clock that only runs forward
   */
  Pace(LongSupplier nanos) {
    this.nanos = nanos;
    this.next = nanos.getAsLong();
  }

  /** How many turns there are in a second from now on. */
  synchronized void set(double turnsPerSecond) {
    perSecond = turnsPerSecond;
  }

  /** Takes the next turn and says how many nanoseconds it is away. */
  synchronized long reserve() {
    long now = nanos.getAsLong();
    long turn = Math.max(now, next);
    next = turn + (long) (NANOS_PER_SECOND / perSecond);
    return turn - now;
  }

  /** Waits for the next turn. */
  void await() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(reserve());
  }
}
