package org.postroom.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.gateway.dispatch.Dispatch;
import org.postroom.gateway.kit.GatewayClient;
import org.postroom.gateway.kit.GatewayClient.Answer;
import org.postroom.gateway.kit.GatewayWorld;
import org.postroom.gateway.kit.TestSigner;
import org.postroom.gateway.kit.ToyServices;

/** What every answer carries, and what a flood on one account leaves to another. */
@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
class EdgeIT {
  private static final String ORGANIZATION = "m-0123456789abcdef0123456789abcdef";
  private static final String DELETE =
      "{\"OrganizationId\":\"%s\",\"UserId\":\"mary\"}".formatted(ORGANIZATION);
  private static final int FLOOD = 100;
  private static final String LIST = "{\"OrganizationId\":\"%s\"}".formatted(ORGANIZATION);

  @TestHTTPResource("/")
  URI address;

  @Inject Dispatch dispatch;

  private GatewayClient client;

  @BeforeEach
  void ready() {
    await().atMost(Duration.ofSeconds(30)).until(dispatch::isReady);
    GatewayWorld.services().reset();
    client = new GatewayClient(address.getPort());
  }

  @Test
  void everyKindOfAnswerCarriesTheSecurityHeaders() {
    GatewayClient http2 = new GatewayClient(address.getPort(), HttpClient.Version.HTTP_2);
    GatewayWorld.services()
        .onQuery(
            query -> {
              throw new OperationRejected(ErrorCode.ORGANIZATION_NOT_FOUND, "no such one");
            });
    List<Answer> answers = new ArrayList<>();
    answers.add(client.call("DeleteUser", DELETE));
    answers.add(client.call("ListUsers", LIST));
    answers.add(http2.call("DeleteUser", DELETE));
    answers.add(client.call("ListUsers", "{"));
    answers.add(client.call("NoSuchOperation", "{}"));
    answers.add(client.send(Map.of(), new byte[0]));
    answers.add(client.send(Map.of(), new byte[2 * 1024 * 1024]));
    for (String path :
        List.of("/nowhere", "/q/health/live", "/q/health/ready", "/q/metrics", "/q/none")) {
      answers.add(client.send("GET", path, Map.of(), BodyPublishers.noBody()));
    }
    assertThat(answers.stream().map(Answer::status)).contains(200, 400, 404);
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
              assertThat(answer.header("cache-control")).isEqualTo("no-store");
              assertThat(answer.headers()).doesNotContainKeys("server", "x-powered-by");
              // This gateway does not speak TLS: nobody may be told to insist on it.
              assertThat(answer.headers()).doesNotContainKey("strict-transport-security");
            });
  }

  @Test
  void whatVertxItselfRefusesCarriesThemToo() throws IOException {
    try (Socket socket = new Socket("localhost", address.getPort())) {
      socket
          .getOutputStream()
          .write("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 4")
          .containsIgnoringCase("x-content-type-options: nosniff");
    }
  }

  @Test
  void whatLimitsRefuseAndWhatIsNotOnRecordIsMeasured() {
    assertThat(client.metrics())
        .contains("postroom_gateway_limit_refused_total{limit=\"body-bytes\"}")
        .contains("postroom_gateway_limit_refused_total{limit=\"connections\"}")
        .contains("postroom_audit_failed_total", "postroom_audit_spool_age_seconds");
  }

  @Test
  void aForwardedProtocolIsBelievedOfNobody() {
    Answer answer =
        client.send(
            "GET",
            "/q/health/live",
            Map.of("X-Forwarded-Proto", "https", "Forwarded", "proto=https"),
            BodyPublishers.noBody());
    assertThat(answer.headers()).doesNotContainKey("strict-transport-security");
  }

  /**
   * The other account's calls are held until the flood is over, so that they are under way all the
   * time; none may be refused, and the flooded account has no more places than its burst.
   */
  @Test
  void aFloodOnOneAccountIsThrottledAndLeavesTheOtherAlone() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    GatewayWorld.services()
        .onQuery(
            query -> {
              try {
                over.await(60, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return ToyServices.bytes("{}");
            });
    TestSigner flood = TestSigner.of(GatewayWorld.FLOODED_KEY_ID, GatewayWorld.SECRET);
    ExecutorService callers = Executors.newFixedThreadPool(20 + FLOOD);
    try {
      List<CompletableFuture<Answer>> quiet = new ArrayList<>();
      List<CompletableFuture<Answer>> flooded = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        quiet.add(CompletableFuture.supplyAsync(() -> client.call("ListUsers", LIST), callers));
      }
      for (int i = 0; i < FLOOD; i++) {
        flooded.add(
            CompletableFuture.supplyAsync(() -> client.call(flood, "ListUsers", LIST), callers));
      }
      await().until(() -> throttled(flooded) + queriesOf(GatewayWorld.FLOODED_ACCOUNT) == FLOOD);
      assertThat(throttled(flooded)).isGreaterThan(FLOOD / 2);
      // Commands of the other account pass while its queries and the flood's are under way.
      for (int i = 0; i < 10; i++) {
        assertThat(client.call("DeleteUser", DELETE).status()).isEqualTo(200);
      }
      await().until(() -> queriesOf(GatewayWorld.ACCOUNT) == 20);
      over.countDown();
      for (CompletableFuture<Answer> answer : quiet) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
      for (CompletableFuture<Answer> answer : flooded) {
        assertThat(answer.get().status() == 200 || isThrottled(answer)).isTrue();
      }
    } finally {
      over.countDown();
      callers.shutdownNow();
    }
  }

  private static long throttled(List<CompletableFuture<Answer>> answers) {
    return answers.stream().filter(CompletableFuture::isDone).filter(EdgeIT::isThrottled).count();
  }

  private static boolean isThrottled(CompletableFuture<Answer> answer) {
    return answer.join().type().equals("ThrottlingException")
        && answer.join().message().equals("Rate exceeded");
  }

  private static long queriesOf(String account) {
    return GatewayWorld.services().queries().stream()
        .filter(
            query ->
                query.headers().entrySet().stream()
                    .anyMatch(
                        header ->
                            header.getKey().equalsIgnoreCase("postroom-account")
                                && header.getValue().contains(account)))
        .count();
  }
}
