package org.postroom.kit.lane;

import java.time.Duration;

/** The statement that deletes what a lane has kept long enough. */
public final class OldestRows {
  private OldestRows() {}

  /**
   * A statement that deletes a bounded number of a lane's rows. It looks at the oldest ones only,
   * and at one when that is young: a lane keeps all rows of some days, and is asked every few
   * seconds. Rows from the future, which a clock that was ahead has left, are not looked at: they
   * may be as old as the others, and nothing behind them waits until their time has come. Its
   * parameters are topic and partition of the lane, the last number that may go, what time it is,
   * and how many rows go at most.
   *
   * @param number the column that numbers the rows of a lane, in which they are indexed
   * @param time the column that says when a row was written, which grows with the number
   * @param kept how long a row stays, in whole seconds
   * @param condition what else a row must meet to go; those that do not are few
   */
  public static String delete(
      String table, String number, String time, Duration kept, String condition) {
    return """
        delete from %1$s where (organization_id, lane_topic, lane_partition, %2$s) in (
            select organization_id, lane_topic, lane_partition, %2$s from (
                select organization_id, lane_topic, lane_partition, %2$s, %3$s from %1$s
                where lane_topic = $1 and lane_partition = $2 and %2$s <= $3 and %3$s <= $4 and %5$s
                order by %2$s limit $5) oldest
            where %3$s < $4 - interval '%4$d s' and $4 - interval '%4$d s' > (
                select %3$s from %1$s
                where lane_topic = $1 and lane_partition = $2 and %3$s <= $4 and %5$s
                order by %2$s limit 1))
        """
        .formatted(table, number, time, kept.toSeconds(), condition);
  }
}
