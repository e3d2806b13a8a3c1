package org.postroom.benchmarks.driver;

import java.util.List;
import java.util.Map;

/**
 * What a job measured.
 *
 * @param groups in the order of the job's
 * @param driverCpuSeconds processor time of the driver while it measured
 */
public record JobResult(List<GroupResult> groups, double driverCpuSeconds) {

  /** The only group's result. */
  public GroupResult only() {
    if (groups.size() != 1) {
      throw new IllegalStateException("the job had " + groups.size() + " groups");
    }
    return groups.get(0);
  }

  /**
   * What a group measured. Latencies are those of expected answers, in microseconds.
   *
   * @param answered all answers, those of the warm-up too
   * @param expected answers as expected
   * @param unexpected other answers and lost connections, by name
   */
  public record GroupResult(
      String label,
      long answered,
      long expected,
      Map<String, Long> unexpected,
      double seconds,
      long p50,
      long p90,
      long p99,
      long max) {

    /** Expected answers a second. */
    public double rate() {
      return seconds == 0 ? 0 : expected / seconds;
    }
  }
}
