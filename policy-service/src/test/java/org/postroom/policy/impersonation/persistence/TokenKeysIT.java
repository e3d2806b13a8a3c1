package org.postroom.policy.impersonation.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.policy.impersonation.application.TokenKey;
import org.postroom.policy.impersonation.application.TokenKeys;
import org.postroom.policy.testing.PolicyTestResource;

/** Keys in their table, while the running service looks after its own. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class TokenKeysIT {
  @Inject TokenKeys keys;

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

  private static TokenKey keyOf(List<TokenKey> all, Instant start) {
    List<TokenKey> found = all.stream().filter(key -> key.startsAt().equals(start)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
