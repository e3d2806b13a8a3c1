package org.postroom.kit.inbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postroom.kit.database.Sql;
import org.postroom.kit.lane.SharedRead;
import org.postroom.kit.lane.SharedWrite;

/** The client tokens' statements. Only successful commands write them. */
public final class ClientTokenTable {
  /** How long a token is remembered. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** Most rows that one call of {@link #prune} deletes. */
  public static final int PRUNED_AT_ONCE = 1_000;

  private static final String FIND =
      """
      select organization_id, account, operation, token, request_digest, reply, expires_at
      from client_token where (organization_id, account, operation, token) in
          (select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]))
      """;
  private static final String INSERT =
      """
      insert into client_token (organization_id, account, operation, token, request_digest, reply,
          partition, expires_at)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[],
          $7::integer[], $8::timestamptz[])
      on conflict on constraint pk_client_token do update
          set request_digest = excluded.request_digest, reply = excluded.reply,
              expires_at = excluded.expires_at
      """;
  private static final String PRUNE =
      """
      delete from client_token where (organization_id, account, operation, token) in (
          select organization_id, account, operation, token from client_token
          where partition = $1 and expires_at < $2 order by expires_at limit $3)
      """;

  private ClientTokenTable() {}

  /** What the tokens were used for, as far as they were, expired uses among it. */
  public static final SharedRead<Key, Map<Key, Use>> FIND_ALL = ClientTokenTable::find;

  /** Remembers uses. */
  public static final SharedWrite<Entry> INSERT_ALL = ClientTokenTable::insert;

  private static Uni<Map<Key, Use>> find(Sql sql, Collection<Key> keys) {
    if (keys.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return sql.rows(
            FIND,
            keys.stream().map(Key::organizationId).toArray(String[]::new),
            keys.stream().map(Key::account).toArray(String[]::new),
            keys.stream().map(Key::operation).toArray(String[]::new),
            keys.stream().map(Key::token).toArray(String[]::new))
        .map(
            rows -> {
              Map<Key, Use> found = new HashMap<>();
              for (Object[] row : rows) {
                found.put(
                    new Key((String) row[0], (String) row[1], (String) row[2], (String) row[3]),
                    new Use(
                        (String) row[4],
                        ((Buffer) row[5]).getBytes(),
                        ((OffsetDateTime) row[6]).toInstant()));
              }
              return found;
            });
  }

  private static Uni<Integer> insert(Sql sql, List<Entry> rows) {
    return sql.update(
        INSERT,
        rows.stream().map(row -> row.key().organizationId()).toArray(String[]::new),
        rows.stream().map(row -> row.key().account()).toArray(String[]::new),
        rows.stream().map(row -> row.key().operation()).toArray(String[]::new),
        rows.stream().map(row -> row.key().token()).toArray(String[]::new),
        rows.stream().map(row -> row.use().requestDigest()).toArray(String[]::new),
        rows.stream().map(row -> Buffer.buffer(row.use().reply())).toArray(Buffer[]::new),
        rows.stream().map(Entry::partition).toArray(Integer[]::new),
        rows.stream()
            .map(row -> row.use().expiresAt().atOffset(ZoneOffset.UTC))
            .toArray(OffsetDateTime[]::new));
  }

  /** Forgets a bounded number of tokens whose time is over; returns how many. */
  public static Uni<Integer> prune(Sql sql, int partition, Instant now) {
    return sql.update(PRUNE, partition, now.atOffset(ZoneOffset.UTC), PRUNED_AT_ONCE);
  }

  /** A token may be used again for another operation. */
  public record Key(String organizationId, String account, String operation, String token) {}

  /** What a token was used for. */
  public record Use(String requestDigest, byte[] reply, Instant expiresAt) {}

  /** A row to be written. */
  public record Entry(Key key, Use use, int partition) {}
}
