package org.postroom.directory.authentication.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.secret.PasswordHashParameters;
import org.postroom.contract.secret.Secret;
import org.postroom.directory.authentication.application.Verdict.Kind;
import org.postroom.directory.memory.MutableClock;

class AuthenticationTest {
  private static final String RIGHT = "Grüße-2026";
  private static final String ANN = "ann@acme.example";

  private final Map<String, KnownUser> users = new HashMap<>();
  private final MutableClock clock = new MutableClock();
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final AuthenticationSettings settings = new AuthenticationSettings(3, 5, 100, 100);
  private PasswordVerifier verifier = verifier(settings);
  private final Authentication authentication = authentication();

  @AfterEach
  void stop() {
    verifier.stop();
  }

  @Test
  void tellsWhoItIsByAnyAddressInAnyCase() {
    KnownUser ann = given("ann", RIGHT, ANN, "alias@acme.example");

    assertThat(attempt("ANN@Acme.Example", RIGHT).user()).isEqualTo(ann);
    assertThat(attempt("alias@acme.example", RIGHT).user()).isEqualTo(ann);
  }

  @Test
  void saysTheSameOfAWrongPasswordAndOfNobody() {
    given("ann", RIGHT, ANN);
    given("new", null, "new@acme.example");

    Verdict wrong = attempt(ANN, "grüße-2026");

    assertThat(wrong).isEqualTo(Verdict.of(Kind.WRONG));
    assertThat(attempt("nobody@acme.example", RIGHT)).isEqualTo(wrong);
    assertThat(attempt("no address", RIGHT)).isEqualTo(wrong);
    assertThat(attempt("", "")).isEqualTo(wrong);
    assertThat(attempt("new@acme.example", RIGHT)).isEqualTo(wrong);
  }

  @Test
  void limitsTheFailuresOfAnAddressWhetherItExistsOrNot() {
    given("ann", RIGHT, ANN);
    for (String address : List.of(ANN, "nobody@acme.example")) {
      for (int i = 0; i < 3; i++) {
        assertThat(attempt(address, "wrong").kind()).isEqualTo(Kind.WRONG);
      }
      Verdict limited = attempt(address, RIGHT);
      assertThat(limited.kind()).isEqualTo(Kind.LIMITED_BY_ADDRESS);
      assertThat(limited.retryAfter()).isPositive().isLessThan(AuthenticationSettings.PERIOD);
    }

    clock.advance(AuthenticationSettings.PERIOD.dividedBy(3).plusSeconds(1));

    assertThat(attempt(ANN, RIGHT).kind()).isEqualTo(Kind.RIGHT);
    assertThat(attempt("nobody@acme.example", RIGHT).kind()).isEqualTo(Kind.WRONG);
  }

  @Test
  void limitsAUserOverAllItsAddressesWithoutTellingThatTheyAreOneUsers() {
    given("ann", RIGHT, ANN, "alias@acme.example");
    for (int i = 0; i < 3; i++) {
      attempt(ANN, "wrong");
    }

    assertThat(attempt("alias@acme.example", RIGHT).kind()).isEqualTo(Kind.WRONG);
    clock.advance(AuthenticationSettings.PERIOD);
    assertThat(attempt("alias@acme.example", RIGHT).kind()).isEqualTo(Kind.RIGHT);
  }

  @Test
  void limitsTheFailuresOfASource() {
    given("ann", RIGHT, ANN);
    for (int i = 0; i < 5; i++) {
      assertThat(from("2001:db8::" + i, "user" + i + "@acme.example", "wrong").kind())
          .isEqualTo(Kind.WRONG);
    }

    assertThat(from("2001:db8::ffff", ANN, RIGHT).kind()).isEqualTo(Kind.LIMITED_BY_SOURCE);
    assertThat(from("2001:db8:0:1::1", ANN, RIGHT).kind()).isEqualTo(Kind.RIGHT);
    assertThat(attempt(ANN, RIGHT).kind()).isEqualTo(Kind.RIGHT);
  }

  @Test
  void doesNotCountSuccesses() {
    given("ann", RIGHT, ANN);
    for (int i = 0; i < 20; i++) {
      assertThat(from("192.0.2.1", ANN, RIGHT).kind()).isEqualTo(Kind.RIGHT);
    }
  }

  @Test
  void isBusyBeyondItsBoundAndCountsNoFailureThen() {
    verifier.stop();
    verifier = verifier(new AuthenticationSettings(50, 50, 100, 1));
    Authentication busy = new Authentication(this::find, verifier, settings(50), clock);
    given("ann", RIGHT, ANN);

    List<CompletableFuture<Verdict>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(busy.attempt(ANN, new Secret("wrong"), null).subscribeAsCompletionStage());
    }
    List<Verdict> verdicts = all.stream().map(CompletableFuture::join).toList();

    assertThat(verdicts).extracting(Verdict::kind).contains(Kind.BUSY, Kind.WRONG);
    long wrong = verdicts.stream().filter(verdict -> verdict.kind() == Kind.WRONG).count();
    for (long i = wrong; i < 50; i++) {
      assertThat(busy.attempt(ANN, new Secret("wrong"), null).await().indefinitely().kind())
          .isEqualTo(Kind.WRONG);
    }
    assertThat(busy.attempt(ANN, new Secret(RIGHT), null).await().indefinitely().kind())
        .isEqualTo(Kind.LIMITED_BY_ADDRESS);
  }

  /** A wrong password of a user, of nobody, of one without a password, at no address at all. */
  @ParameterizedTest
  @ValueSource(strings = {ANN, "nobody@acme.example", "new@acme.example", "no address"})
  void computesAHashWhoeverIsAskedFor(String address) {
    verifier.stop();
    verifier = verifier(new AuthenticationSettings(50, 50, 100, 1));
    Authentication busy = new Authentication(this::find, verifier, settings(50), clock);
    given("ann", RIGHT, ANN);
    given("new", null, "new@acme.example");
    long before = comparisons();

    List<CompletableFuture<Verdict>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(busy.attempt(address, new Secret("wrong"), null).subscribeAsCompletionStage());
    }
    List<Verdict> verdicts = all.stream().map(CompletableFuture::join).toList();

    assertThat(verdicts).extracting(Verdict::kind).contains(Kind.BUSY, Kind.WRONG);
    long wrong = verdicts.stream().filter(verdict -> verdict.kind() == Kind.WRONG).count();
    assertThat(comparisons() - before).isEqualTo(wrong);
  }

  @Test
  void computesAHashAlsoForAUserWhoIsLimited() {
    given("ann", RIGHT, ANN, "alias@acme.example");
    for (int i = 0; i < 3; i++) {
      attempt(ANN, "wrong");
    }
    long before = comparisons();

    attempt("alias@acme.example", RIGHT);

    assertThat(comparisons() - before).isOne();
  }

  @Test
  void nobodysHashCostsWhatAnyOtherDoes() {
    Argon2Function nobodys =
        Argon2Function.getInstanceFromHash(PasswordVerifier.nobodysHash(new SecureRandom()));

    assertThat(nobodys)
        .isEqualTo(
            Argon2Function.getInstance(
                PasswordHashParameters.MEMORY_KIB,
                PasswordHashParameters.PASSES,
                PasswordHashParameters.LANES,
                PasswordHashParameters.HASH_BYTES,
                Argon2.ID));
  }

  @Test
  void remembersNoMoreKeysThanItMay() {
    AttemptLimits limits = new AttemptLimits(1, Duration.ofHours(1), 2, clock);
    assertThat(limits.begin("a").isAllowed()).isTrue();
    assertThat(limits.begin("b").isAllowed()).isTrue();
    assertThat(limits.begin("a").isAllowed()).isFalse();
    assertThat(limits.begin("c").isAllowed()).isTrue();

    assertThat(limits.begin("a").isAllowed()).isFalse();
    assertThat(limits.begin("b").isAllowed()).isTrue();
  }

  @Test
  void knowsOneSourceInItsSpellings() {
    assertThat(SourceAddress.of("::ffff:192.0.2.1")).isEqualTo(SourceAddress.of("192.0.2.1"));
    assertThat(SourceAddress.of("2001:DB8::1")).isEqualTo(SourceAddress.of("2001:db8:0:0:9::2"));
    assertThat(SourceAddress.of("192.0.2.1")).isNotEqualTo(SourceAddress.of("192.0.2.2"));
    assertThat(SourceAddress.of("x".repeat(100)).key()).hasSize(64);
    assertThat(SourceAddress.of("").key()).isEmpty();
  }

  private Verdict attempt(String address, String password) {
    return from(null, address, password);
  }

  private Verdict from(String source, String address, String password) {
    return authentication.attempt(address, new Secret(password), source).await().indefinitely();
  }

  private Authentication authentication() {
    return new Authentication(this::find, verifier, settings, clock);
  }

  private static AuthenticationSettings settings(int failures) {
    return new AuthenticationSettings(failures, failures, 100, 1);
  }

  private Uni<Optional<KnownUser>> find(org.postroom.directory.address.model.EmailAddress address) {
    return Uni.createFrom().item(Optional.ofNullable(users.get(address.key())));
  }

  private PasswordVerifier verifier(AuthenticationSettings settings) {
    return new PasswordVerifier(settings, new SecureRandom(), metrics);
  }

  private long comparisons() {
    return metrics.timer("postroom.authentication.hash.compared").count();
  }

  private KnownUser given(String id, String password, String... addresses) {
    String hash =
        password == null
            ? null
            : Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID)
                .hash(
                    password.getBytes(StandardCharsets.UTF_8),
                    "0123456789abcdef".getBytes(StandardCharsets.US_ASCII))
                .getResult();
    KnownUser user = new KnownUser("m-1", id, addresses[0], 51_200, hash);
    for (String address : addresses) {
      users.put(address, user);
    }
    return user;
  }
}
