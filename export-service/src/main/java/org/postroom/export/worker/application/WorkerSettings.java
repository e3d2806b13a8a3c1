package org.postroom.export.worker.application;

import java.time.Duration;

/**
 * How a replica works.
 *
 * @param workers exports at a time; a replica of none leaves all to others
 * @param lease how long a job stays with a replica that is not heard of
 * @param beat how often leases are renewed and cancellations are seen
 * @param attempts how many runs may fail in a way that may pass
 * @param firstPause how long after the first such failure; doubling from there
 */
public record WorkerSettings(
    int workers, Duration lease, Duration beat, int attempts, Duration firstPause) {
  private static final Duration BEAT = Duration.ofMillis(400);
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int MAX_DOUBLINGS = 10;

  /** The usual ones. */
  public static WorkerSettings of(int workers, Duration lease) {
    return new WorkerSettings(workers, lease, BEAT, ATTEMPTS, FIRST_PAUSE);
  }

  /**
   * How long after its renewal a lease is good for its holder: not to the end, so that a run that
   * stops by its own clock has stopped before another begins.
   */
  Duration goodFor() {
    return lease.multipliedBy(3).dividedBy(4);
  }

  /** How long to wait after so many failures. */
  Duration pauseAfter(int failures) {
    Duration pause =
        firstPause.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
