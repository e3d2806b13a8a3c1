package org.postroom.kit.lane;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.postroom.audit.ChainHead;
import org.postroom.kit.audit.AuditState;
import org.postroom.kit.audit.AuditTable;
import org.postroom.kit.database.Sql;

/** The statements on a lane's row. */
final class LaneTable {
  private static final String ENSURE =
      "insert into lane (topic, partition) values ($1, $2) on conflict do nothing";
  private static final String READ =
      """
      select topic, partition, topic_id, position, outbox_next, outbox_acknowledged, republish,
          audit_writer, audit_number, audit_hash, audit_position, audit_acknowledged
      from lane where (topic, partition) in (select * from unnest($1::text[], $2::integer[]))
      """;
  private static final String MOVE =
      """
      update lane set position = moved.position, outbox_next = moved.outbox_next,
          outbox_acknowledged = greatest(lane.outbox_acknowledged, moved.outbox_acknowledged),
          audit_writer = moved.audit_writer, audit_number = moved.audit_number,
          audit_hash = moved.audit_hash, audit_position = moved.audit_position,
          audit_acknowledged = greatest(lane.audit_acknowledged, moved.audit_acknowledged)
      from unnest($1::text[], $2::integer[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[],
              $7::bigint[], $8::bytea[], $9::bigint[], $10::bigint[])
          as moved (topic, partition, position, outbox_next, outbox_acknowledged, audit_writer,
              audit_number, audit_hash, audit_position, audit_acknowledged)
      where lane.topic = moved.topic and lane.partition = moved.partition
      """;
  private static final String REPAIR =
      "update lane set topic_id = $3, position = $4 where topic = $1 and partition = $2";
  private static final String REPUBLISHED =
      """
      update lane set republish = false, outbox_acknowledged = $3, audit_acknowledged = 0
      where topic = $1 and partition = $2
      """;

  private LaneTable() {}

  static Uni<Integer> ensure(Sql sql, Lane lane) {
    return sql.update(ENSURE, lane.topic(), lane.partition());
  }

  /** What happens when somebody else holds a row's lock. */
  enum Locking {
    WAIT(" order by topic, partition for update"),
    SKIP(" for update skip locked"),
    /** Nothing is locked. */
    NONE("");

    private final String statement;

    Locking(String clause) {
      this.statement = READ + clause;
    }
  }

  /** Reads the rows and locks them for the rest of the transaction; one may be left out. */
  static Uni<Map<Lane, LaneState>> lock(Sql sql, List<Lane> lanes, Locking locking) {
    return sql.rows(
            locking.statement,
            lanes.stream().map(Lane::topic).toArray(String[]::new),
            lanes.stream().map(Lane::partition).toArray(Integer[]::new))
        .map(
            rows -> {
              Map<Lane, LaneState> states = new HashMap<>();
              for (Object[] row : rows) {
                states.put(
                    new Lane((String) row[0], (Integer) row[1]),
                    new LaneState(
                        (String) row[2],
                        (Long) row[3],
                        (Long) row[4],
                        (Long) row[5],
                        (Boolean) row[6],
                        audit(row)));
              }
              return states;
            });
  }

  private static AuditState audit(Object[] row) {
    ChainHead head =
        row[7] == null
            ? null
            : new ChainHead((String) row[7], (Long) row[8], AuditTable.hash(row[9]));
    return new AuditState(head, (Long) row[10], (Long) row[11]);
  }

  /** As {@link #lock(Sql, List, Locking)} for a lane that must have a row. */
  static Uni<LaneState> lock(Sql sql, Lane lane, Locking locking) {
    return lock(sql, List.of(lane), locking)
        .map(
            states -> {
              if (states.isEmpty()) {
                throw new IllegalStateException("the lane " + lane + " has no row");
              }
              return states.get(lane);
            });
  }

  /**
   * Stores how far lanes have come.
   *
   * @param moves each lane once
   */
  static Uni<Integer> move(Sql sql, List<Move> moves) {
    return sql.update(
        MOVE,
        moves.stream().map(move -> move.lane().topic()).toArray(String[]::new),
        moves.stream().map(move -> move.lane().partition()).toArray(Integer[]::new),
        moves.stream().map(Move::position).toArray(Long[]::new),
        moves.stream().map(Move::outboxNext).toArray(Long[]::new),
        moves.stream().map(Move::outboxAcknowledged).toArray(Long[]::new),
        heads(moves, ChainHead::writer).toArray(String[]::new),
        moves.stream().map(Move::auditNumber).toArray(Long[]::new),
        heads(moves, head -> AuditTable.bytes(head.hash())).toArray(Buffer[]::new),
        moves.stream().map(move -> move.audit().position()).toArray(Long[]::new),
        moves.stream().map(move -> move.audit().acknowledged()).toArray(Long[]::new));
  }

  private static <T> Stream<T> heads(List<Move> moves, Function<ChainHead, T> part) {
    return moves.stream()
        .map(move -> move.audit().head() == null ? null : part.apply(move.audit().head()));
  }

  /** How far a lane has come. */
  record Move(
      Lane lane, long position, long outboxNext, long outboxAcknowledged, AuditState audit) {
    private long auditNumber() {
      return audit.head() == null ? 0 : audit.head().number();
    }
  }

  static Uni<Integer> repair(Sql sql, Lane lane, String topicId, long position) {
    return sql.update(REPAIR, lane.topic(), lane.partition(), topicId, position);
  }

  static Uni<Integer> republished(Sql sql, Lane lane, long acknowledged) {
    return sql.update(REPUBLISHED, lane.topic(), lane.partition(), acknowledged);
  }
}
