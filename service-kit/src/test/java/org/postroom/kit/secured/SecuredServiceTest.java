package org.postroom.kit.secured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.toy.ToyClient;
import org.postroom.kit.toy.ToyOperations;
import org.postroom.kit.toy.ToyOperations.CountRequest;
import org.postroom.kit.toy.ToyOperations.CountResponse;

/** A service that speaks TLS to everybody, through an exchange of everything secret. */
@QuarkusTest
@QuarkusTestResource(value = SecuredSurroundings.class, restrictToAnnotatedClass = true)
class SecuredServiceTest {
  private static final String CREDENTIAL = "Bearer " + PostroomTestResource.SERVICE_CREDENTIAL;

  private static final Duration PATIENCE = Duration.ofSeconds(180);

  @Inject CommandPath path;

  @TestHTTPResource(value = "/", tls = true)
  URI service;

  @Test
  void everythingIsSecuredAndStaysSoThroughAnExchange() throws Exception {
    SecuredSurroundings surroundings = SecuredSurroundings.running();
    assertThatItWorks(surroundings, 1);
    nobodyElseGetsIn(surroundings);

    SSLContext former = surroundings.identity().context();
    surroundings.exchangeEverything();
    assertThatItWorks(surroundings, 2);
    nobodyElseGetsIn(surroundings);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> ask(former, "/q/health/live", null))
                    .isInstanceOf(IOException.class));
  }

  private void assertThatItWorks(SecuredSurroundings surroundings, long times) throws Exception {
    await().atMost(PATIENCE).until(() -> path.state().isReady());
    try (ToyClient client = new ToyClient(surroundings.broker().plain(), BoundedContext.POLICY)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          client.error(
                              client.send(
                                  ToyOperations.COUNT, new CountRequest("m-probe-" + times, 1))))
                      .isNull());
      CountResponse counted =
          client.response(
              client.send(ToyOperations.COUNT, new CountRequest("m-secured", 1)),
              CountResponse.class);
      assertThat(counted.amount()).isEqualTo(times);
    }
    assertThat(surroundings.databaseIsReachedOverTlsOnly()).isTrue();
    SSLContext peer = surroundings.identity().context();
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(
            () ->
                assertThat(ask(peer, "/internal/dead-letters", CREDENTIAL).statusCode())
                    .isEqualTo(200));
  }

  private void nobodyElseGetsIn(SecuredSurroundings surroundings) throws Exception {
    SSLContext peer = surroundings.identity().context();
    SSLContext stranger = surroundings.identity().trusting();
    assertThat(ask(peer, "/internal/dead-letters", null).statusCode()).isEqualTo(401);
    assertThat(ask(stranger, "/internal/dead-letters", CREDENTIAL).statusCode()).isEqualTo(401);
    assertThat(ask(stranger, "/q/health/live", null).statusCode()).isEqualTo(200);
    assertThat(ask(stranger, "/q/metrics", null).statusCode()).isEqualTo(401);
    assertThat(ask(stranger, "/q/metrics", CREDENTIAL).statusCode()).isEqualTo(200);
    URI plain = URI.create("http://localhost:" + service.getPort() + "/q/health/live");
    assertThatThrownBy(
            () ->
                HttpClient.newHttpClient()
                    .send(
                        HttpRequest.newBuilder(plain).build(),
                        HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                surroundings.broker().secured(),
                "request.timeout.ms",
                "2000",
                "default.api.timeout.ms",
                "2000"))) {
      assertThatThrownBy(() -> admin.listTopics().names().get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
    }
  }

  private HttpResponse<String> ask(SSLContext context, String path, String credential)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(path)).timeout(Duration.ofSeconds(20));
    if (credential != null) {
      request.header("Authorization", credential);
    }
    return HttpClient.newBuilder()
        .sslContext(context)
        .build()
        .send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
