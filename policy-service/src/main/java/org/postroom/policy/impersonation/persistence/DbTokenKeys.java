package org.postroom.policy.impersonation.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.sealing.SealedColumn;
import org.postroom.kit.sealing.SealedPlace;
import org.postroom.policy.impersonation.application.TokenKey;
import org.postroom.policy.impersonation.application.TokenKeys;

/**
 * Keys for tokens in their table, sealed. A key's id is made of its period's start: of replicas
 * that make the same key at the same time the first wins, and all hold what it has stored. No event
 * tells of keys and no command changes them, so they need no command's transaction.
 */
@Singleton
class DbTokenKeys implements TokenKeys {
  private static final Logger LOG = Logger.getLogger(DbTokenKeys.class);
  private static final String READ =
      "select key_id, starts_at, ends_at, sealed_key from impersonation_token_key";
  private static final String ADD =
      "insert into impersonation_token_key (key_id, starts_at, ends_at, sealed_key)"
          + " values ($1, $2, $3, $4) on conflict do nothing";

  /** Replaces what nobody can open any more, and only that. */
  private static final String REPLACE =
      "update impersonation_token_key set sealed_key = $3 where key_id = $1 and sealed_key = $2";

  /** A period that was made longer needs its key for longer. */
  private static final String EXTEND =
      "update impersonation_token_key set ends_at = $2 where key_id = $1 and ends_at < $2";

  private static final String PRUNE = "delete from impersonation_token_key where ends_at < $1";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final Database database;
  private final SecretSealer sealer;
  private final SecureRandom random;

  DbTokenKeys(Database database, SecretSealer sealer, SecureRandom random) {
    this.database = database;
    this.sealer = sealer;
    this.random = random;
  }

  @Produces
  @Singleton
  static SealedPlace place() {
    return new SealedColumn(
        "impersonation_token_key", "sealed_key", List.of("key_id"), key -> binding(key.get(0)));
  }

  @Override
  public Uni<List<TokenKey>> read() {
    return database.read(DbTokenKeys::rows).map(this::opened);
  }

  @Override
  public Uni<List<TokenKey>> provide(Duration period, Instant now) {
    long seconds = Math.max(1, period.toSeconds());
    long start = Math.floorDiv(now.getEpochSecond(), seconds) * seconds;
    return database
        .transaction(
            session ->
                rows(session)
                    .chain(rows -> provide(session, rows, start, seconds))
                    .chain(() -> provideNext(session, start, seconds))
                    .chain(() -> prune(session, now)))
        .chain(this::read);
  }

  private Uni<Void> provideNext(Mutiny.Session session, long start, long seconds) {
    return rows(session).chain(rows -> provide(session, rows, start + seconds, seconds));
  }

  private Uni<Void> provide(Mutiny.Session session, List<Sealed> rows, long start, long seconds) {
    String id = Long.toString(start, Character.MAX_RADIX);
    Optional<Sealed> existing = rows.stream().filter(row -> row.id().equals(id)).findFirst();
    if (existing.filter(row -> open(row).isPresent()).isPresent()) {
      return Sql.of(session).update(EXTEND, id, time(start + seconds)).replaceWithVoid();
    }
    byte[] secret = new byte[KEY_BYTES];
    random.nextBytes(secret);
    String sealed = sealer.sealBytes(secret, binding(id));
    Sql sql = Sql.of(session);
    return existing
        .map(row -> sql.update(REPLACE, id, row.sealedKey(), sealed))
        .orElseGet(() -> sql.update(ADD, id, time(start), time(start + seconds), sealed))
        .replaceWithVoid();
  }

  private static Uni<Void> prune(Mutiny.Session session, Instant now) {
    Instant before = now.minus(TokenKey.KEPT);
    return Sql.of(session).update(PRUNE, time(before.getEpochSecond())).replaceWithVoid();
  }

  private static Uni<List<Sealed>> rows(Mutiny.Session session) {
    return Sql.of(session)
        .rows(READ)
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Sealed(
                                (String) row[0],
                                ((OffsetDateTime) row[1]).toInstant(),
                                ((OffsetDateTime) row[2]).toInstant(),
                                (String) row[3]))
                    .toList());
  }

  private List<TokenKey> opened(List<Sealed> rows) {
    List<TokenKey> keys = new ArrayList<>();
    rows.forEach(row -> open(row).ifPresent(keys::add));
    return keys;
  }

  private Optional<TokenKey> open(Sealed row) {
    try {
      byte[] secret = sealer.openBytes(row.sealedKey(), binding(row.id()));
      return Optional.of(
          new TokenKey(
              row.id(), row.startsAt(), row.endsAt(), new SecretKeySpec(secret, ALGORITHM)));
    } catch (IllegalArgumentException e) {
      LOG.errorf(
          "A key for tokens cannot be opened, tokens made with it are void: key=%s", row.id());
      return Optional.empty();
    }
  }

  private static String binding(String keyId) {
    return "impersonation-token-key/" + keyId;
  }

  private static OffsetDateTime time(long epochSecond) {
    return Instant.ofEpochSecond(epochSecond).atOffset(ZoneOffset.UTC);
  }

  private record Sealed(String id, Instant startsAt, Instant endsAt, String sealedKey) {
    @Override
    public String toString() {
      return "[sealed key " + id + "]";
    }
  }
}
