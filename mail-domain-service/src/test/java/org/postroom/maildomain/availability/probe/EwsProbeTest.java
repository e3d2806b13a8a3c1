package org.postroom.maildomain.availability.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.secret.Secret;
import org.postroom.maildomain.availability.application.ProviderTests.ProviderTest;
import org.postroom.maildomain.availability.model.AddressGuard;
import org.postroom.maildomain.availability.model.AvailabilityProvider;
import org.postroom.maildomain.availability.model.TestVerdict;
import org.postroom.maildomain.testing.EwsStandIn;
import org.postroom.transport.testing.TestIdentity;

/** Tests of Exchange endpoints against a stand-in with real HTTP and TLS. */
class EwsProbeTest {
  /** Below a top-level domain that does not exist: only the test resolves it. */
  private static final String NAME = "mail.partner.test";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Vertx vertx;

  private final List<String> lookedUp = new ArrayList<>();
  private final Map<String, List<String>> names = new HashMap<>();
  private EwsStandIn exchange;

  @BeforeAll
  static void startLoops() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopLoops() {
    vertx.close();
  }

  @BeforeEach
  void start() throws IOException {
    exchange = EwsStandIn.start();
    names.put(NAME, List.of("127.0.0.1"));
  }

  @AfterEach
  void stop() {
    exchange.close();
  }

  @Test
  void whoLogsInPasses() {
    assertThat(test(exchange.url())).isEqualTo(TestVerdict.PASSED);
    assertThat(exchange.requests()).hasSize(1);
    assertThat(exchange.requests().get(0).body())
        .contains("GetUserAvailabilityRequest", "<t:Address>" + EwsStandIn.USER + "</t:Address>")
        .contains("2026-11-22T10:00:00Z", "2026-11-23T10:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/mapi | no EWS at the endpoint: HTTP 200",
        "/elsewhere | no EWS at the endpoint: HTTP 404",
        "/fault | Exchange refuses the request: ErrorSchemaValidation",
        "/negotiate | by Basic authentication: HTTP 401",
        "/moved | not followed: HTTP 302",
        "/huge | too long"
      })
  void whatIsNoExchangeFails(String path, String reason) {
    assertThat(failure("http://127.0.0.1:" + exchange.port() + path)).contains(reason);
    assertThat(exchange.requests()).noneMatch(request -> request.path().equals(EwsStandIn.PATH));
  }

  @Test
  void aWrongPasswordFailsAndIsNotRepeated() {
    TestVerdict verdict =
        verdict(probes(Map.of()).run(request(exchange.url(), "not-the-password")));
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.reason())
        .contains("refuses the user name and password")
        .doesNotContain("not-the-password");
  }

  @Test
  void aNameThatIsNotKnownFails() {
    assertThat(failure("http://nobody.partner.test/")).contains("cannot be resolved");
  }

  @Test
  void aPortWhereNobodyListensFails() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(failure("http://127.0.0.1:" + free + "/")).contains("it was refused");
  }

  @Test
  void aUrlThatCannotBeCalledFails() {
    assertThat(failure("http://127.0.0.1:0/")).contains("no URL that can be called");
  }

  @Test
  void anythingButTlsBehindHttpsFails() throws Exception {
    try (ServerSocket talkative = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      Thread greeting =
          new Thread(
              () -> {
                try (Socket caller = talkative.accept()) {
                  caller.getOutputStream().write("220 no TLS here\r\n".getBytes(US_ASCII));
                  caller.getInputStream().readAllBytes();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      greeting.start();
      assertThat(failure("https://127.0.0.1:" + talkative.getLocalPort() + "/"))
          .contains("No TLS connection");
      greeting.join();
    }
  }

  @Test
  void aCertificateCountsForItsNameOnly(@TempDir Path directory) throws Exception {
    TestIdentity certificate = TestIdentity.ofHost(NAME, directory);
    names.put("other.partner.test", List.of("127.0.0.1"));
    try (EwsStandIn secure = EwsStandIn.startSecure(certificate.context())) {
      String port = ":" + secure.port();
      assertThat(failure("https://" + NAME + port + EwsStandIn.PATH)).contains("is not trusted");

      ProviderProbes trusting =
          probes(
              Map.of(
                  "trusted-certificates",
                  TestIdentity.write(directory.resolve("trusted.pem"), certificate.certificate())
                      .toString()));
      assertThat(verdict(trusting.run(request("https://" + NAME + port + EwsStandIn.PATH))))
          .isEqualTo(TestVerdict.PASSED);
      assertThat(secure.requests().get(0).host()).isEqualTo(NAME + port);
      assertThat(
              verdict(trusting.run(request("https://other.partner.test" + port + EwsStandIn.PATH)))
                  .reason())
          .contains("not for that name");
      assertThat(secure.requests()).hasSize(1);
    }
  }

  @Test
  void whatTheOperatorHasNotAllowedIsNotCalled() {
    ProviderProbes strict = probes(Map.of("allowed-addresses", "10.0.0.0/8"));
    assertThat(verdict(strict.run(request(exchange.url()))).reason()).contains("does not call");
    names.put("127.1", List.of("127.0.0.1"));
    assertThat(verdict(strict.run(request(exchange.url().replace("127.0.0.1", "127.1")))).reason())
        .contains("does not call");
    assertThat(exchange.requests()).isEmpty();
  }

  @Test
  void oneForbiddenAddressAmongSeveralIsEnough() {
    names.put(NAME, List.of("127.0.0.1", "169.254.169.254"));
    assertThat(failure("http://" + NAME + ":" + exchange.port() + EwsStandIn.PATH))
        .contains("does not call " + NAME)
        .doesNotContain("169.254");
    assertThat(exchange.requests()).isEmpty();
  }

  @Test
  void aNameThatChangesItsAddressAfterTheCheckIsCalledWhereItWasChecked() {
    // The second answer is what an attacker's name server gives to whoever asks again.
    ProviderProbes probes =
        probes(
            Map.of(),
            host -> {
              lookedUp.add(host);
              return List.of(
                  InetAddress.getByName(lookedUp.size() == 1 ? "127.0.0.1" : "169.254.169.254"));
            });
    String url = "http://" + NAME + ":" + exchange.port() + EwsStandIn.PATH;
    assertThat(verdict(probes.run(request(url)))).isEqualTo(TestVerdict.PASSED);
    assertThat(lookedUp).containsExactly(NAME);
    assertThat(exchange.requests().get(0).host()).isEqualTo(NAME + ":" + exchange.port());
    assertThat(verdict(probes.run(request(url))).reason()).contains("does not call");
    assertThat(exchange.requests()).hasSize(1);
  }

  @Test
  void whoDoesNotAnswerInTimeFailsAndOthersAreThrottledMeanwhile() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      ProviderProbes probes = probes(Map.of("test-timeout", "1s", "tests-per-account", "1"));
      ProviderTest request = request("http://127.0.0.1:" + silent.getLocalPort() + "/");
      CompletableFuture<TestVerdict> first = probes.run(request).subscribeAsCompletionStage();
      assertThatThrownBy(() -> probes.run(request))
          .isInstanceOfSatisfying(
              OperationRejected.class,
              rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.THROTTLING));
      await().atMost(PATIENCE).until(first::isDone);
      assertThat(first.join().reason()).contains("has not answered in time");
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> verdict(probes.run(request)).reason().contains("in time"));
    }
  }

  private TestVerdict test(String url) {
    return verdict(probes(Map.of()).run(request(url)));
  }

  private String failure(String url) {
    TestVerdict verdict = test(url);
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.reason().length()).isBetween(1, TestVerdict.MOST_CHARACTERS);
    return verdict.reason();
  }

  private static TestVerdict verdict(Uni<TestVerdict> verdict) {
    return verdict.await().atMost(PATIENCE);
  }

  private static ProviderTest request(String url) {
    return request(url, EwsStandIn.PASSWORD);
  }

  private static ProviderTest request(String url, String password) {
    return new ProviderTest(
        new AvailabilityProvider.Ews(url, EwsStandIn.USER, "sealed"),
        new Secret(password),
        null,
        "m-" + "0a".repeat(16),
        "123456789012",
        Instant.parse("2026-11-22T10:15:30Z"));
  }

  private ProviderProbes probes(Map<String, String> settings) {
    return probes(settings, this::addresses);
  }

  private ProviderProbes probes(Map<String, String> settings, HostAddresses addresses) {
    Map<String, String> all = new HashMap<>(Map.of("allowed-addresses", "127.0.0.0/8"));
    all.putAll(settings);
    ProbeSettings with = ProbeSettings.of(all);
    ProbePool pool = new ProbePool(with.config());
    AddressGuard guard =
        new AddressGuard(with.config().availability().allowedAddresses().orElseThrow());
    return new ProviderProbes(
        new EwsProbe(new GuardedHttp(vertx, pool, addresses, guard, with.config())),
        new LambdaProbe(pool, with.config(), with.kit()),
        with.config());
  }

  private List<InetAddress> addresses(String host) throws UnknownHostException {
    List<InetAddress> found = new ArrayList<>();
    List<String> known =
        host.endsWith(".test") ? names.getOrDefault(host, List.of()) : List.of(host);
    for (String address : names.getOrDefault(host, known)) {
      found.add(InetAddress.getByName(address));
    }
    if (found.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return found;
  }
}
