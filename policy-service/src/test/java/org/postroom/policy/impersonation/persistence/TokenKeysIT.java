package org.postroom.policy.impersonation.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.postroom.policy.impersonation.application.TokenKey;
import org.postroom.policy.impersonation.application.TokenKeys;
import org.postroom.policy.testing.PolicyTestResource;
import org.postroom.policy.testing.PolicyUnderTest;

/** Keys in their table, while the running service looks after its own. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class TokenKeysIT {
  @Inject TokenKeys keys;

  @TestHTTPResource("/")
  URI service;

  @Test
  void aPeriodThatIsMadeLongerHasAKeyToItsEnd() {
    Instant now = Instant.now();
    Duration period = Duration.ofHours(25);
    while (Math.floorDiv(now.getEpochSecond(), period.toSeconds()) % 2 != 0) {
      period = period.plusHours(1);
    }
    long seconds = period.toSeconds();
    // The longer period begins with the shorter one, whose key is there.
    Instant start = Instant.ofEpochSecond(now.getEpochSecond() / (2 * seconds) * (2 * seconds));
    TokenKey before = keyOf(keys.provide(period, now).await().indefinitely(), start);
    assertThat(before.endsAt()).isEqualTo(start.plus(period));

    TokenKey after = keyOf(keys.provide(period.multipliedBy(2), now).await().indefinitely(), start);
    assertThat(after.endsAt()).isEqualTo(start.plus(period.multipliedBy(2)));
    assertThat(after.secret()).isEqualTo(before.secret());

    assertThat(keyOf(keys.provide(period, now).await().indefinitely(), start)).isEqualTo(after);
  }

  @Test
  void replicasThatMakeKeysAtOnceEndUpWithTheSame() {
    Instant now = Instant.now();
    List<CompletableFuture<List<TokenKey>>> replicas =
        IntStream.range(0, 8)
            .mapToObj(i -> keys.provide(Duration.ofHours(7), now).subscribeAsCompletionStage())
            .toList();

    Set<Map<String, SecretKey>> held =
        replicas.stream()
            .map(CompletableFuture::join)
            .map(found -> found.stream().collect(Collectors.toMap(TokenKey::id, TokenKey::secret)))
            .collect(Collectors.toSet());
    assertThat(held).hasSize(1);
    assertThat(held.iterator().next()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void theyAreSealedWhereTheyLie() throws SQLException {
    keys.provide(Duration.ofHours(7), Instant.now()).await().indefinitely();
    try (Connection database = PolicyUnderTest.at(service).database();
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*), bool_and(sealed_key like 'sealed:k2:%')"
                    + " from impersonation_token_key")) {
      rows.next();
      assertThat(rows.getLong(1)).as("this period's and the next one's").isGreaterThanOrEqualTo(2);
      assertThat(rows.getBoolean(2)).isTrue();
    }
  }

  private static TokenKey keyOf(List<TokenKey> all, Instant start) {
    List<TokenKey> found = all.stream().filter(key -> key.startsAt().equals(start)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
