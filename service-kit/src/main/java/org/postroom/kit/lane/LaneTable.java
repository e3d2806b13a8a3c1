package org.postroom.kit.lane;

import io.smallrye.mutiny.Uni;
import org.postroom.kit.database.Sql;

/** The statements on a lane's row. */
final class LaneTable {
  private static final String ENSURE =
      "insert into lane (topic, partition) values ($1, $2) on conflict do nothing";
  private static final String READ =
      "select topic_id, position, outbox_next, outbox_acknowledged, republish from lane"
          + " where topic = $1 and partition = $2";
  private static final String LOCK = READ + " for update";
  private static final String MOVE =
      """
      update lane set position = $3, outbox_next = $4,
          outbox_acknowledged = greatest(outbox_acknowledged, $5)
      where topic = $1 and partition = $2
      """;
  private static final String REPAIR =
      "update lane set topic_id = $3, position = $4 where topic = $1 and partition = $2";
  private static final String REPUBLISHED =
      """
      update lane set republish = false, outbox_acknowledged = $3
      where topic = $1 and partition = $2
      """;

  private LaneTable() {}

  static Uni<Integer> ensure(Sql sql, Lane lane) {
    return sql.update(ENSURE, lane.topic(), lane.partition());
  }

  /** Locks the row for the rest of the transaction, unless tests want it unlocked. */
  static Uni<LaneState> lock(Sql sql, Lane lane, boolean locking) {
    return sql.rows(locking ? LOCK : READ, lane.topic(), lane.partition())
        .map(
            rows -> {
              if (rows.isEmpty()) {
                throw new IllegalStateException("the lane " + lane + " has no row");
              }
              Object[] row = rows.get(0);
              return new LaneState(
                  (String) row[0], (Long) row[1], (Long) row[2], (Long) row[3], (Boolean) row[4]);
            });
  }

  static Uni<Integer> move(Sql sql, Lane lane, long position, long next, long acknowledged) {
    return sql.update(MOVE, lane.topic(), lane.partition(), position, next, acknowledged);
  }

  static Uni<Integer> repair(Sql sql, Lane lane, String topicId, long position) {
    return sql.update(REPAIR, lane.topic(), lane.partition(), topicId, position);
  }

  static Uni<Integer> republished(Sql sql, Lane lane, long acknowledged) {
    return sql.update(REPUBLISHED, lane.topic(), lane.partition(), acknowledged);
  }
}
