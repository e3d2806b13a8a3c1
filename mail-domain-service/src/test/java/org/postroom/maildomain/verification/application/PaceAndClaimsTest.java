package org.postroom.maildomain.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.MailDomain;

class PaceAndClaimsTest {
  private long now = TimeUnit.HOURS.toNanos(1);

  @Test
  void turnsAreSpreadEvenlyAndNotSavedUp() {
    Pace pace = new Pace(() -> now);
    pace.set(100);
    assertThat(pace.reserve()).isZero();
    assertThat(pace.reserve()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
    assertThat(pace.reserve()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    now += TimeUnit.SECONDS.toNanos(10);
    assertThat(pace.reserve()).isZero();
    assertThat(pace.reserve()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
  }

  @Test
  void aLookUpIsTakenOnceUntilItsResultShouldHaveBeenDecided() {
    Claims claims = new Claims(() -> now, Duration.ofSeconds(30));
    DomainChecks.Due first = due(0);
    assertThat(claims.isFree(first)).isTrue();
    claims.take(first);
    assertThat(claims.isFree(first)).isFalse();
    assertThat(claims.underWay()).isEqualTo(1);

    now += TimeUnit.HOURS.toNanos(1);
    claims.prune();
    assertThat(claims.isFree(first)).as("still being looked up").isFalse();

    claims.sent(first);
    assertThat(claims.underWay()).isZero();
    assertThat(claims.isFree(first)).as("its result is on its way").isFalse();
    assertThat(claims.isFree(due(1))).as("the next attempt").isTrue();

    now += TimeUnit.SECONDS.toNanos(30);
    claims.prune();
    assertThat(claims.isFree(first)).as("its result was lost").isTrue();
  }

  private static DomainChecks.Due due(int attempt) {
    return new DomainChecks.Due(
        "m-1", MailDomain.custom("r-1", DomainName.of("example.com"), 2), attempt);
  }
}
