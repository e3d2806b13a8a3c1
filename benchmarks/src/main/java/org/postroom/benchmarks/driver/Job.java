package org.postroom.benchmarks.driver;

import java.util.List;

/**
 * One run of the load driver: groups of clients that work at the same time, each client in a closed
 * loop on a connection of its own.
 *
 * @param target where to
 * @param warmUpMillis before anything is recorded
 * @param measureMillis how long is recorded; {@link #UNBOUNDED} when every group has a limit
 * @param groups who works
 */
public record Job(Target target, long warmUpMillis, long measureMillis, List<Group> groups) {
  /** No bound in time. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /**
   * Clients that do the same.
   *
   * @param label names the group in the result
   * @param clients how many
   * @param limit stop after so many requests; 0 for none
   * @param work what they do
   * @param target where to and with whose credential; null for the job's
   */
  public record Group(String label, int clients, long limit, Work work, Target target) {
    /** Clients with the job's target. */
    public Group(String label, int clients, long limit, Work work) {
      this(label, clients, limit, work, null);
    }
  }

  /** A job of one group, bounded by time. */
  public static Job timed(Target target, long warmUpMillis, long millis, int clients, Work work) {
    return new Job(target, warmUpMillis, millis, List.of(new Group("all", clients, 0, work)));
  }

  /** A job of one group, bounded by a number of requests. */
  public static Job counted(Target target, int clients, long limit, Work work) {
    return new Job(target, 0, UNBOUNDED, List.of(new Group("all", clients, limit, work)));
  }
}
