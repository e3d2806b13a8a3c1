package org.postroom.kit.deadletter;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.postroom.kit.database.Sql;
import org.postroom.kit.inbox.CommandKey;
import org.postroom.kit.lane.Lane;
import org.postroom.kit.lane.SharedWrite;
import org.postroom.kit.outbox.HeaderText;

/** The dead letters' statements. */
public final class DeadLetterTable {
  /** Most rows that one call of {@link #prune} changes. */
  public static final int PRUNED_AT_ONCE = 1_000;

  private static final String STORE =
      """
      insert into dead_letter (organization_id, command_id, operation, topic, partition,
          record_offset, headers, payload, failure, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      on conflict on constraint pk_dead_letter do update
          set failure = excluded.failure, failures = dead_letter.failures + 1, closed_at = null,
              headers = excluded.headers, payload = excluded.payload, erased_at = null,
              created_at = case when dead_letter.erased_at is null then dead_letter.created_at
                  else excluded.created_at end
      """;
  private static final String CLOSE =
      """
      update dead_letter set closed_at = closed.closed_at
      from unnest($1::text[], $2::text[], $3::timestamptz[])
          as closed (organization_id, command_id, closed_at)
      where dead_letter.closed_at is null
          and dead_letter.organization_id = closed.organization_id
          and dead_letter.command_id = closed.command_id
      """;
  private static final String OPEN =
      """
      select organization_id, command_id, operation, topic, partition, record_offset, failure,
          failures, created_at from dead_letter
      where closed_at is null order by created_at, organization_id, command_id limit $1
      """;
  private static final String FIND =
      """
      select organization_id, topic, headers, payload, closed_at, erased_at from dead_letter
      where command_id = $1
      """;

  static final String DROP_CLOSED =
      """
      delete from dead_letter where (organization_id, command_id) in (
          select organization_id, command_id from dead_letter
          where partition = $1 and closed_at < $2 order by closed_at limit $3)
      """;
  static final String ERASE_OPEN =
      """
      update dead_letter set headers = '', payload = '', erased_at = $4
      where (organization_id, command_id) in (
          select organization_id, command_id from dead_letter
          where partition = $1 and created_at < $2 and closed_at is null and erased_at is null
          order by created_at limit $3)
      """;

  /** Closes the dead letters of commands that have succeeded, however that came. */
  public static final SharedWrite<Closing> CLOSE_ALL =
      (sql, closings) -> {
        List<CommandKey> keys = closings.stream().map(Closing::key).toList();
        return sql.update(
            CLOSE,
            CommandKey.organizationIds(keys),
            CommandKey.commandIds(keys),
            closings.stream()
                .map(closing -> closing.at().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new));
      };

  /** A command has succeeded. */
  public record Closing(CommandKey key, Instant at) {}

  private DeadLetterTable() {}

  /** Keeps a command that could not be decided; one that fails again is opened again. */
  public static Uni<Void> store(
      Sql sql,
      CommandKey key,
      String operation,
      Lane lane,
      long offset,
      Map<String, byte[]> headers,
      byte[] payload,
      String failure,
      Instant now) {
    return sql.update(
            STORE,
            key.organizationId(),
            key.commandId(),
            operation,
            lane.topic(),
            lane.partition(),
            offset,
            Buffer.buffer(HeaderText.write(headers)),
            Buffer.buffer(payload),
            failure,
            now.atOffset(ZoneOffset.UTC))
        .replaceWithVoid();
  }

  /**
   * Drops a bounded number of letters closed before a moment, and of those that were open already
   * then what their callers sent; returns how many.
   */
  public static Uni<Integer> prune(Sql sql, int partition, Instant before, Instant now) {
    OffsetDateTime until = before.atOffset(ZoneOffset.UTC);
    return sql.update(DROP_CLOSED, partition, until, PRUNED_AT_ONCE)
        .chain(
            dropped ->
                sql.update(
                        ERASE_OPEN, partition, until, PRUNED_AT_ONCE, now.atOffset(ZoneOffset.UTC))
                    .map(erased -> dropped + erased));
  }

  static Uni<List<Object[]>> open(Sql sql, int limit) {
    return sql.rows(OPEN, limit);
  }

  static Uni<List<Object[]>> find(Sql sql, String commandId) {
    return sql.rows(FIND, commandId);
  }
}
