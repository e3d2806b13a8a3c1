package org.postroom.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a service does that has nothing but the kit in it. */
public abstract class BareServiceTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @TestHTTPResource("/")
  URI service;

  @Inject Router router;

  @Test
  void withNothingButTheKitItIsHealthy() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(ask("/q/health/ready").statusCode()).isEqualTo(200));
  }

  @Test
  void nothingButHealthAnswersWithoutItsCredential() throws Exception {
    assertThat(Doors.openTo(router, service)).isEmpty();
  }

  @Test
  void whatItDoesNotOfferYetItSays() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/internal/queries/SomeOperation"))
            .header("Authorization", "Bearer " + PostroomTestResource.SERVICE_CREDENTIAL)
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(501);
    assertThat(response.body()).isEqualTo("SomeOperation is not offered yet by this installation");
  }

  private HttpResponse<String> ask(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(service.resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
