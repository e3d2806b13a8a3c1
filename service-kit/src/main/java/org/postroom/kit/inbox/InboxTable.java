package org.postroom.kit.inbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.database.Sql;
import org.postroom.kit.lane.SharedRead;
import org.postroom.kit.lane.SharedWrite;

/** The inbox's statements, each for a whole batch. */
public final class InboxTable {
  /** How long a command with a deadline is remembered; its retries end long before. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** How long a command without one is: longer than topic and outbox keep it. */
  public static final Duration KEPT_WITHOUT_DEADLINE = Duration.ofDays(8);

  /** Most rows that one call of {@link #prune} deletes. */
  public static final int PRUNED_AT_ONCE = 1_000;

  private static final String FIND =
      """
      select organization_id, command_id, error, reply, audited_request_id from inbox
      where (organization_id, command_id) in (select * from unnest($1::text[], $2::text[]))
      """;
  private static final String INSERT =
      """
      insert into inbox (organization_id, command_id, operation, error, reply, partition,
          expires_at, audited_request_id)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[],
          $6::integer[], $7::timestamptz[], $8::text[])
      on conflict do nothing
      """;
  private static final String PRUNE =
      """
      delete from inbox where (organization_id, command_id) in (
          select organization_id, command_id from inbox
          where partition = $1 and expires_at < $2 order by expires_at limit $3)
      """;

  private InboxTable() {}

  /** The stored replies to those of the commands that have been decided. */
  public static final SharedRead<CommandKey, Map<CommandKey, StoredReply>> FIND_ALL =
      (sql, keys) ->
          sql.rows(FIND, CommandKey.organizationIds(keys), CommandKey.commandIds(keys))
              .map(InboxTable::replies);

  /** Remembers decided commands. */
  public static final SharedWrite<Entry> INSERT_ALL = InboxTable::insert;

  private static Map<CommandKey, StoredReply> replies(List<Object[]> rows) {
    Map<CommandKey, StoredReply> found = new HashMap<>();
    for (Object[] row : rows) {
      found.put(
          new CommandKey((String) row[0], (String) row[1]),
          new StoredReply(
              row[2] == null ? null : ErrorCode.ofKey((String) row[2]),
              ((Buffer) row[3]).getBytes(),
              (String) row[4]));
    }
    return found;
  }

  private static Uni<Integer> insert(Sql sql, List<Entry> entries) {
    int n = entries.size();
    String[] organizations = new String[n];
    String[] commands = new String[n];
    String[] operations = new String[n];
    String[] errors = new String[n];
    Buffer[] replies = new Buffer[n];
    Integer[] partitions = new Integer[n];
    OffsetDateTime[] expiries = new OffsetDateTime[n];
    String[] audited = new String[n];
    for (int i = 0; i < n; i++) {
      Entry entry = entries.get(i);
      organizations[i] = entry.key().organizationId();
      commands[i] = entry.key().commandId();
      operations[i] = entry.operation();
      errors[i] = entry.reply().error() == null ? null : entry.reply().error().key();
      replies[i] = Buffer.buffer(entry.reply().body());
      partitions[i] = entry.partition();
      expiries[i] = entry.expiresAt().atOffset(ZoneOffset.UTC);
      audited[i] = entry.reply().auditedRequestId();
    }
    return sql.update(
        INSERT,
        organizations,
        commands,
        operations,
        errors,
        replies,
        partitions,
        expiries,
        audited);
  }

  /** Forgets a bounded number of rows whose time is over; returns how many. */
  public static Uni<Integer> prune(Sql sql, int partition, Instant now) {
    return sql.update(PRUNE, partition, now.atOffset(ZoneOffset.UTC), PRUNED_AT_ONCE);
  }

  /** A row to be written. */
  public record Entry(
      CommandKey key, String operation, StoredReply reply, int partition, Instant expiresAt) {}
}
