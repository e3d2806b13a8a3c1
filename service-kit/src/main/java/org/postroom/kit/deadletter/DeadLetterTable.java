package org.postroom.kit.deadletter;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
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
      update dead_letter set closed_at = now() where closed_at is null
          and (organization_id, command_id) in (select * from unnest($1::text[], $2::text[]))
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
  public static final SharedWrite<CommandKey> CLOSE_ALL =
      (sql, keys) ->
          sql.update(
              CLOSE,
              keys.stream().map(CommandKey::organizationId).toArray(String[]::new),
              keys.stream().map(CommandKey::commandId).toArray(String[]::new));

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
