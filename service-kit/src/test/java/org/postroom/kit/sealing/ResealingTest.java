package org.postroom.kit.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.DatabaseMigration;
import org.postroom.kit.database.Sql;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
class ResealingTest {
  private static final String ORGANIZATION = "m-resealing";
  private static final int ROWS = 250;

  @Inject Database database;
  @Inject DatabaseMigration migration;

  private final AtomicReference<SealingKeys> keys =
      new AtomicReference<>(new SealingKeys("k1", Map.of("k1", new byte[32])));
  private final SecretSealer sealer = new SecretSealer(keys::get, new SecureRandom());
  private final SealedColumn column =
      new SealedColumn("sealed_thing", "secret", List.of("a", "b"), key -> String.join("/", key));

  private Resealing resealing;

  @BeforeEach
  void fill() throws Exception {
    migration.done().toCompletableFuture().get(60, TimeUnit.SECONDS);
    update("create table sealed_thing (a text, b text, secret text, primary key (a, b))");
    for (int i = 0; i < ROWS; i++) {
      String b = Integer.toString(i);
      update(
          "insert into sealed_thing values ($1, $2, $3)",
          "a",
          b,
          i % 10 == 0 ? null : sealer.seal("secret " + b, "a/" + b));
    }
    resealing = new Resealing(List.of(column, new DeadLetterSecrets()), database, sealer);
    keys.set(keys.get().with("k2", key(2), Instant.EPOCH));
    keys.set(keys.get().sealingWith("k2", Instant.EPOCH));
  }

  @AfterEach
  void empty() {
    update("drop table sealed_thing");
    update("delete from dead_letter where organization_id = $1", ORGANIZATION);
  }

  @Test
  void everythingIsSealedWithTheCurrentKeyAndStaysWhatItWas() {
    assertThat(counts()).containsExactlyEntriesOf(Map.of("k1", 225L));
    assertThat(database.await(resealing.step())).isEqualTo(new Resealing.Step(true, 225, 0));
    assertThat(counts()).containsExactlyEntriesOf(Map.of("k2", 225L));
    for (Object[] row : rows("select b, secret from sealed_thing where secret is not null")) {
      assertThat(sealer.open((String) row[1], "a/" + row[0])).isEqualTo("secret " + row[0]);
    }
    assertThat(database.await(resealing.step()).resealed()).isZero();
  }

  @Test
  void whatChangesMeanwhileIsNotOverwritten() {
    List<SealedRow> read =
        database.await(
            database.read(session -> column.rowsOfOthers(Sql.of(session), "k2", List.of(), 1)));
    update("update sealed_thing set secret = $1 where b = '1'", sealer.seal("newer", "a/1"));
    assertThat(read).singleElement().extracting(SealedRow::key).isEqualTo(List.of("a", "1"));
    int changed =
        database.await(
            database.transaction(session -> read.get(0).reseal(Sql.of(session), sealer)));
    assertThat(changed).isZero();
    Object[] row = rows("select secret from sealed_thing where b = '1'").get(0);
    assertThat(sealer.open((String) row[0], "a/1")).isEqualTo("newer");
  }

  @Test
  void whatNoKeyOpensIsLeftAloneAndTold() {
    update("update sealed_thing set secret = 'sealed:k0:AAAA' where b = '1'");
    Resealing.Step step = database.await(resealing.step());
    assertThat(step).isEqualTo(new Resealing.Step(true, 224, 1));
    assertThat(counts()).containsEntry("k0", 1L).doesNotContainKey("k1");
  }

  @Test
  void theSecretsOfDeadLettersAreSealedAnewInsideTheirCommands() {
    SecretSealer old =
        new SecretSealer(new SealingKeys("k1", Map.of("k1", new byte[32])), new SecureRandom());
    String sealed = old.seal("hunter2", SecretSealer.member(ORGANIZATION, "c1", "Password"));
    letter("c1", "{\"Name\":\"müller\",\"Nested\":{\"Password\":\"" + sealed + "\"}}");
    letter("c2", "no json \u0001");
    database.await(resealing.step());
    String payload = payload("c1");
    assertThat(payload).contains("müller").contains("sealed:k2:").doesNotContain("sealed:k1:");
    String resealed = payload.substring(payload.indexOf("sealed:"), payload.lastIndexOf('"'));
    assertThat(sealer.open(resealed, SecretSealer.member(ORGANIZATION, "c1", "Password")))
        .isEqualTo("hunter2");
  }

  @Test
  void aTextThatOnlyLooksSealedDoesNotKeepItsCommandFromBeingSealedAnew() {
    SecretSealer old =
        new SecretSealer(new SealingKeys("k1", Map.of("k1", new byte[32])), new SecureRandom());
    String sealed = old.seal("hunter2", SecretSealer.member(ORGANIZATION, "c1", "Password"));
    letter("c1", "{\"Name\":\"sealed:k1:AAAA\",\"Password\":\"" + sealed + "\"}");
    assertThat(database.await(resealing.step())).isEqualTo(new Resealing.Step(true, 226, 0));
    assertThat(payload("c1")).contains("\"sealed:k1:AAAA\"").contains("sealed:k2:");
    // Nothing but the caller's own text is left, which nobody can seal.
    assertThat(database.await(resealing.step())).isEqualTo(new Resealing.Step(true, 0, 1));
  }

  private String payload(String commandId) {
    String query = "select payload from dead_letter where command_id = '" + commandId + "'";
    return ((Buffer) rows(query).get(0)[0]).toString(UTF_8);
  }

  private void letter(String commandId, String payload) {
    update(
        "insert into dead_letter (organization_id, command_id, operation, topic, partition,"
            + " record_offset, headers, payload, failure, created_at)"
            + " values ($1, $2, 'Operation', 'topic', 0, 0, $3, $4, 'failure', now())",
        ORGANIZATION,
        commandId,
        Buffer.buffer(),
        Buffer.buffer(payload));
  }

  private Map<String, Long> counts() {
    return database.await(database.read(session -> column.counts(Sql.of(session))));
  }

  private List<Object[]> rows(String sql) {
    return new ArrayList<>(database.await(database.read(session -> Sql.of(session).rows(sql))));
  }

  private void update(String sql, Object... parameters) {
    database.await(database.transaction(session -> Sql.of(session).update(sql, parameters)));
  }

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    key[0] = (byte) seed;
    return key;
  }
}
