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
  private static final String STORE =
      """
      insert into dead_letter (organization_id, command_id, operation, topic, partition,
          record_offset, headers, payload, failure, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      on conflict on constraint pk_dead_letter do update
          set failure = excluded.failure, failures = dead_letter.failures + 1, closed_at = null
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
      select organization_id, topic, headers, payload, closed_at from dead_letter
      where command_id = $1
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

  static Uni<List<Object[]>> open(Sql sql, int limit) {
    return sql.rows(OPEN, limit);
  }

  static Uni<List<Object[]>> find(Sql sql, String commandId) {
    return sql.rows(FIND, commandId);
  }
}
