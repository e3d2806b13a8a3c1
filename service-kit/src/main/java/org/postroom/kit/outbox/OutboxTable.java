package org.postroom.kit.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.postroom.kit.database.Sql;
import org.postroom.kit.inbox.CommandKey;
import org.postroom.kit.lane.Lane;
import org.postroom.kit.lane.OldestRows;
import org.postroom.kit.lane.SharedWrite;

/** The outbox's statements; whoever writes holds the lane's lock. */
public final class OutboxTable {
  /** How long a published row stays. */
  public static final Duration KEPT = Duration.ofDays(7);

  private static final Duration OVERDUE = Duration.ofSeconds(45);

  /** Most rows that one call of {@link #prune} deletes. */
  public static final int PRUNED_AT_ONCE = 1_000;

  private static final String INSERT =
      """
      insert into outbox (organization_id, lane_topic, lane_partition, number, topic, command_id,
          headers, value, finished, created_at)
      select organization_id, lane_topic, lane_partition, number, topic, command_id, headers, value,
          command_id is null, $1
      from unnest($2::text[], $3::text[], $4::integer[], $5::bigint[], $6::text[], $7::text[],
              $8::bytea[], $9::bytea[])
          as row (organization_id, lane_topic, lane_partition, number, topic, command_id, headers,
              value)
      """;
  private static final String READ =
      """
      select number, topic, organization_id, command_id, headers, value from outbox
      where lane_topic = $1 and lane_partition = $2 and number > $3 and number < $4
      order by number limit $5
      """;
  private static final String READ_UNFINISHED =
      """
      select number, topic, organization_id, command_id, headers, value from outbox
      where lane_topic = $1 and lane_partition = $2 and not finished and number > $3
          and created_at <= $4
      order by number limit $5
      """;
  private static final String FINISH =
      """
      update outbox set finished = true
      where not finished and (organization_id, command_id) in
          (select * from unnest($1::text[], $2::text[]))
      """;

  /** Never goes: an internal command that is not known to be decided. */
  public static final String PRUNE =
      OldestRows.delete("outbox", "number", "created_at", KEPT, "finished");

  /** Marks internal commands as decided, whichever lane wrote them. */
  public static final SharedWrite<CommandKey> FINISH_ALL =
      (sql, commands) ->
          sql.update(FINISH, CommandKey.organizationIds(commands), CommandKey.commandIds(commands));

  private final Clock clock;

  public OutboxTable(Clock clock) {
    this.clock = clock;
  }

  /** A row and the lane it belongs to. */
  public record Entry(Lane lane, OutboxRow row) {}

  /** Writes rows of one or several lanes; nothing is sent to the database for none. */
  public Uni<Void> insert(Sql sql, List<Entry> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    int n = rows.size();
    String[] organizations = new String[n];
    String[] laneTopics = new String[n];
    Integer[] lanePartitions = new Integer[n];
    Long[] numbers = new Long[n];
    String[] topics = new String[n];
    String[] commands = new String[n];
    Buffer[] headers = new Buffer[n];
    Buffer[] values = new Buffer[n];
    for (int i = 0; i < n; i++) {
      OutboxRecord record = rows.get(i).row().record();
      organizations[i] = record.organizationId();
      laneTopics[i] = rows.get(i).lane().topic();
      lanePartitions[i] = rows.get(i).lane().partition();
      numbers[i] = rows.get(i).row().number();
      topics[i] = record.topic();
      commands[i] = record.commandId();
      headers[i] = Buffer.buffer(HeaderText.write(record.headers()));
      values[i] = Buffer.buffer(record.value());
    }
    return sql.update(
            INSERT,
            now(),
            organizations,
            laneTopics,
            lanePartitions,
            numbers,
            topics,
            commands,
            headers,
            values)
        .replaceWithVoid();
  }

  /** The lane's rows after one number and before another, in order. */
  public Uni<List<OutboxRow>> rows(Sql sql, Lane lane, long after, long before, int limit) {
    return sql.rows(READ, lane.topic(), lane.partition(), after, before, limit)
        .map(rows -> rows.stream().map(OutboxTable::row).toList());
  }

  /**
   * The lane's internal commands that are not known to be decided, in order.
   *
   * @param overdueOnly leave out those that were written a moment ago and are probably on their way
   */
  public Uni<List<OutboxRow>> unfinished(
      Sql sql, Lane lane, long after, boolean overdueOnly, int limit) {
    OffsetDateTime until = overdueOnly ? now().minus(OVERDUE) : now().plus(OVERDUE);
    return sql.rows(READ_UNFINISHED, lane.topic(), lane.partition(), after, until, limit)
        .map(rows -> rows.stream().map(OutboxTable::row).toList());
  }

  /** Deletes a bounded number of rows that were published long ago; returns how many. */
  public Uni<Integer> prune(Sql sql, Lane lane, long acknowledged) {
    return sql.update(PRUNE, lane.topic(), lane.partition(), acknowledged, now(), PRUNED_AT_ONCE);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static OutboxRow row(Object[] columns) {
    return new OutboxRow(
        (Long) columns[0],
        new OutboxRecord(
            (String) columns[1],
            (String) columns[2],
            (String) columns[3],
            HeaderText.read(((Buffer) columns[4]).getBytes()),
            ((Buffer) columns[5]).getBytes()));
  }
}
