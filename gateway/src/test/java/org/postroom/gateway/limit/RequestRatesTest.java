package org.postroom.gateway.limit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.gateway.auth.Credentials;
import org.postroom.gateway.auth.RequestRate;
import org.postroom.gateway.config.RateConfig;
import org.postroom.gateway.kit.GatewayWorld;

class RequestRatesTest {
  private static final String NO_ACCOUNTS = "{\"credentials\":[]}";

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Time time = new Time();
  private String file = NO_ACCOUNTS;
  private final RequestRates rates =
      rates(() -> Credentials.parse(file.getBytes(UTF_8), GatewayWorld.sealer()));

  @Test
  void anAccountMaySendABurstAndThenSoManyASecond() {
    assertThat(admitted(() -> admits("one"), 100)).isEqualTo(10);
    assertThatThrownBy(() -> rates.admit("one"))
        .isInstanceOfSatisfying(
            OperationRejected.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.THROTTLING))
        .hasMessage("Rate exceeded");
    time.pass(1_000);
    assertThat(admitted(() -> admits("one"), 100)).isEqualTo(4);
    time.pass(60_000);
    assertThat(admitted(() -> admits("one"), 100)).isEqualTo(10);
    assertThat(refused("account-rate")).isEqualTo(90 + 1 + 96 + 90);
  }

  @Test
  void accountsDoNotTakeFromOneAnother() {
    assertThat(admitted(() -> admits("one"), 1_000)).isEqualTo(10);
    assertThat(admitted(() -> admits("other"), 10)).isEqualTo(10);
  }

  @Test
  void unauthenticatedRequestsTakeFromTheirSourceOnly() {
    assertThat(admitted(() -> rates.admitUnauthenticated("10.0.0.1"), 50)).isEqualTo(3);
    assertThat(admitted(() -> rates.admitUnauthenticated("10.0.0.2"), 3)).isEqualTo(3);
    assertThat(admitted(() -> admits("one"), 10)).isEqualTo(10);
    assertThat(refused("source-rate")).isEqualTo(47);
  }

  @Test
  void aNetworkOfIpv6IsOneSource() {
    assertThat(admitted(() -> rates.admitUnauthenticated("2001:db8:0:1::1"), 3)).isEqualTo(3);
    assertThat(rates.admitUnauthenticated("2001:db8:0:1:ffff::2")).isFalse();
    assertThat(rates.admitUnauthenticated("2001:db8:0:2::1")).isTrue();
  }

  @Test
  void theCredentialsFileGivesAnAccountARateOfItsOwnAtOnce() {
    assertThat(admitted(() -> admits("123456789012"), 100)).isEqualTo(10);
    file = "{\"credentials\":[],\"accounts\":{\"123456789012\":{\"requestsPerSecond\":20}}}";
    assertThat(admitted(() -> admits("123456789012"), 100)).isEqualTo(20);
    file = "{\"credentials\":[],\"accounts\":{\"123456789012\":{\"requestsPerSecond\":0}}}";
    assertThat(admitted(() -> admits("123456789012"), 1_000)).isEqualTo(1_000);
    file = NO_ACCOUNTS;
    assertThat(admitted(() -> admits("123456789012"), 100)).isEqualTo(10);
  }

  @Test
  void aRateThatIsNoneMakesTheFileUnusable() {
    file = "{\"credentials\":[],\"accounts\":{\"1\":{\"requestsPerSecond\":-1}}}";
    assertThatThrownBy(() -> rates.admit("1")).hasMessageContaining("its account 1");
  }

  @Test
  void memoryIsBoundedAndWhoWasQuietIsForgotten() {
    TokenBuckets buckets = new TokenBuckets(100, time);
    RequestRate rate = new RequestRate(1, 2);
    for (int i = 0; i < 1_000; i++) {
      buckets.take("key " + i, rate);
    }
    assertThat(buckets.size()).isEqualTo(100);
    buckets.tidy();
    assertThat(buckets.size()).isEqualTo(100);
    time.pass(1_000);
    buckets.take("key 999", rate);
    buckets.tidy();
    assertThat(buckets.size()).isEqualTo(1);
    assertThat(buckets.take("key 999", rate)).isTrue();
    assertThat(buckets.take("key 999", rate)).isFalse();
  }

  private boolean admits(String account) {
    try {
      rates.admit(account);
      return true;
    } catch (OperationRejected e) {
      return false;
    }
  }

  private static int admitted(BooleanSupplier attempt, int times) {
    int admitted = 0;
    for (int i = 0; i < times; i++) {
      admitted += attempt.getAsBoolean() ? 1 : 0;
    }
    return admitted;
  }

  private double refused(String limit) {
    return metrics.get("postroom.gateway.limit.refused").tag("limit", limit).counter().count();
  }

  private RequestRates rates(Supplier<Credentials> credentials) {
    RateConfig config =
        new RateConfig() {
          @Override
          public long perSecond() {
            return 4;
          }

          @Override
          public long burst() {
            return 10;
          }

          @Override
          public long unauthenticatedPerSecond() {
            return 1;
          }

          @Override
          public long unauthenticatedBurst() {
            return 3;
          }
        };
    return new RequestRates(config, credentials, new Refusals(metrics), time);
  }

  private static final class Time implements TimeMeter {
    private final AtomicLong nanos = new AtomicLong();

    void pass(long millis) {
      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Override
    public long currentTimeNanos() {
      return nanos.get();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
