package org.postroom.policy.impersonation.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.secret.Secret;
import org.postroom.policy.PolicyConfig;
import org.postroom.policy.impersonation.application.Tokens.Claims;

class TokensTest {
  private static final Duration PERIOD = Duration.ofHours(24);
  private static final Claims CLAIMS =
      new Claims("m-0123456789abcdef0123456789abcdef", "5b0f6d7e-2c1a-4f38-9b7d-e4c8a1f06352");

  private Instant now = Instant.parse("2026-11-22T23:50:00Z");
  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);
  private final MemoryTokenKeys keys = new MemoryTokenKeys("here");

  @Test
  void aTokenSaysWhichRoleWasAssumed() {
    Tokens tokens = tokens(ring());

    assertThat(check(tokens, tokens.issue(CLAIMS))).contains(CLAIMS);
  }

  @Test
  void tokensArePrintableShortAndEachNew() {
    Tokens tokens = tokens(ring());
    Claims longest = new Claims(CLAIMS.organizationId(), "x".repeat(64));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      String token = tokens.issue(longest).value();
      assertThat(token).matches("[\\x21-\\x7e]{1,256}");
      assertThat(seen.add(token)).isTrue();
    }
  }

  @Test
  void aTokenIsGoodForFifteenMinutes() {
    Tokens tokens = tokens(ring());
    Secret token = tokens.issue(CLAIMS);

    now = now.plus(Duration.ofMinutes(15).minusSeconds(1));
    assertThat(check(tokens, token)).contains(CLAIMS);
    now = now.plus(Duration.ofSeconds(1));
    assertThat(check(tokens, token)).isEmpty();
  }

  @Test
  void whateverIsAlteredMakesItVoid() {
    Tokens tokens = tokens(ring());
    String token = tokens.issue(CLAIMS).value();
    for (int at = 0; at < token.length(); at++) {
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      String altered = token.substring(0, at) + other + token.substring(at + 1);
      // The last character of base64 may hold bits that mean nothing.
      if (at < token.length() - 1) {
        assertThat(check(tokens, new Secret(altered))).as("altered at " + at).isEmpty();
      }
      assertThat(check(tokens, new Secret(token.substring(0, at)))).isEmpty();
    }
    assertThat(check(tokens, new Secret(token + "A"))).isEmpty();
  }

  @Test
  void noiseIsNoToken() {
    Tokens tokens = tokens(ring());
    String keyId = tokens.issue(CLAIMS).value().split("\\.")[0];
    for (String noise :
        new String[] {
          "",
          ".",
          "..",
          "...",
          keyId,
          keyId + "..",
          keyId + ".AA.AA",
          keyId + ".%.%",
          "a.b.c",
          "\u20ac.\u20ac.\u20ac",
          "x".repeat(100_000)
        }) {
      assertThat(check(tokens, new Secret(noise))).isEmpty();
    }
  }

  @Test
  void anotherInstallationsTokenIsVoid() {
    Tokens here = tokens(ring());
    TokenKeyRing others = new TokenKeyRing(new MemoryTokenKeys("there"), config(), clock);
    others.provide().await().indefinitely();

    assertThat(check(here, tokens(others).issue(CLAIMS))).isEmpty();
  }

  @Test
  void aTokenOutlivesTheChangeOfKeys() {
    TokenKeyRing ring = ring();
    Tokens tokens = tokens(ring);
    Secret before = tokens.issue(CLAIMS);

    now = now.plus(Duration.ofMinutes(11));
    ring.provide().await().indefinitely();
    Secret after = tokens.issue(CLAIMS);

    assertThat(keyOf(after)).isNotEqualTo(keyOf(before));
    assertThat(check(tokens, before)).contains(CLAIMS);
    assertThat(check(tokens, after)).contains(CLAIMS);
  }

  @Test
  void anotherReplicaKnowsAKeyBeforeItIsUsed() {
    Tokens maker = tokens(ring());
    TokenKeyRing other = ring();
    now = now.plus(Duration.ofMinutes(11));
    keys.reads = 0;

    assertThat(check(tokens(other), maker.issue(CLAIMS))).contains(CLAIMS);
    assertThat(keys.reads).isZero();
  }

  @Test
  void aReplicaThatDoesNotKnowAKeyLooksForItOnceASecond() {
    TokenKeyRing late = new TokenKeyRing(keys, config(), clock);
    Secret token = tokens(ring()).issue(CLAIMS);
    keys.reads = 0;

    assertThat(check(tokens(late), token)).contains(CLAIMS);
    assertThat(keys.reads).isEqualTo(1);
    for (int i = 0; i < 10; i++) {
      assertThat(check(tokens(late), new Secret("unknown.AA.AA"))).isEmpty();
    }
    assertThat(keys.reads).isEqualTo(1);
    now = now.plus(Duration.ofSeconds(2));
    assertThat(check(tokens(late), new Secret("unknown.AA.AA"))).isEmpty();
    assertThat(keys.reads).isEqualTo(2);
  }

  @Test
  void aKeyIsGoneWhenItsTokensHaveExpired() {
    TokenKeyRing ring = ring();
    Tokens tokens = tokens(ring);
    String key = keyOf(tokens.issue(CLAIMS));

    now = now.plus(PERIOD.plus(TokenKey.KEPT));
    ring.provide().await().indefinitely();

    assertThat(ring.find(key).await().indefinitely()).isEmpty();
  }

  @Test
  void withoutAKeyTheCallerIsAskedToComeBack() {
    Tokens tokens = tokens(new TokenKeyRing(keys, config(), clock));

    assertThatThrownBy(() -> tokens.issue(CLAIMS))
        .isInstanceOfSatisfying(
            OperationRejected.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
  }

  private TokenKeyRing ring() {
    TokenKeyRing ring = new TokenKeyRing(keys, config(), clock);
    ring.provide().await().indefinitely();
    return ring;
  }

  private Tokens tokens(TokenKeyRing ring) {
    return new Tokens(ring, new SecureRandom(), clock);
  }

  private static Optional<Claims> check(Tokens tokens, Secret token) {
    return tokens.check(token).await().indefinitely();
  }

  private static String keyOf(Secret token) {
    return token.value().substring(0, token.value().indexOf('.'));
  }

  private static PolicyConfig config() {
    return new PolicyConfig() {
      @Override
      public Duration tokenKeyPeriod() {
        return PERIOD;
      }

      @Override
      public Duration maxViewAge() {
        return Duration.ofMinutes(5);
      }
    };
  }
}
