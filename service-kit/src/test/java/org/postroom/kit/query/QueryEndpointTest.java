package org.postroom.kit.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.message.MessageHeader;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.DatabaseMigration;
import org.postroom.kit.database.Sql;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
class QueryEndpointTest {
  private static final String CREDENTIAL = "Bearer " + PostroomTestResource.SERVICE_CREDENTIAL;

  private final HttpClient client = HttpClient.newHttpClient();
  @Inject Database database;
  @Inject DatabaseMigration migration;

  @TestHTTPResource("/")
  URI service;

  @BeforeEach
  void schemaIsThere() throws Exception {
    migration.done().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void anAnswerIsTheResponseAsJson() throws Exception {
    database.await(
        database.transaction(
            session ->
                Sql.of(session)
                    .update("insert into counter values ('m-query', 7) on conflict do nothing")));
    HttpResponse<byte[]> response =
        ask("/internal/queries/GetCounter", CREDENTIAL, "{\"OrganizationId\":\"m-query\"}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).isEqualTo("{\"Amount\":7,\"Account\":\"123456789012\"}");
  }

  @Test
  void aRefusalNamesItsErrorAndSaysWhy() throws Exception {
    HttpResponse<byte[]> response =
        ask("/internal/queries/GetCounter", CREDENTIAL, "{\"OrganizationId\":\"m-none\"}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error(response)).isEqualTo("OrganizationNotFoundException");
    assertThat(text(response)).isEqualTo("Nothing counts für it.");
  }

  @Test
  void aBugIsAnInternalFailureWithoutDetails() throws Exception {
    HttpResponse<byte[]> response =
        ask("/internal/queries/GetCounter", CREDENTIAL, "{\"OrganizationId\":\"m-bug\"}");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(error(response)).isEqualTo("InternalFailure");
    assertThat(text(response)).doesNotContain("a bug");
  }

  @Test
  void aQueryWithoutHandlerIsNotOfferedYet() throws Exception {
    HttpResponse<byte[]> response =
        ask("/internal/queries/GetMobileDeviceAccessEffect", CREDENTIAL, "{}");
    assertThat(response.statusCode()).isEqualTo(501);
    assertThat(error(response)).isEqualTo("NotOffered");
    assertThat(text(response))
        .isEqualTo("GetMobileDeviceAccessEffect is not offered yet by this installation");
  }

  @Test
  void aBodyLargerThanABufferIsRead() throws Exception {
    String padding = "x".repeat(200_000);
    HttpResponse<byte[]> response =
        ask(
            "/internal/queries/GetCounter",
            CREDENTIAL,
            "{\"Ignored\":\"" + padding + "\",\"OrganizationId\":\"m-none\"}");
    assertThat(error(response)).isEqualTo("OrganizationNotFoundException");
  }

  @Test
  void aBodyThatIsNoJsonIsTheCallersFault() throws Exception {
    HttpResponse<byte[]> response = ask("/internal/queries/GetCounter", CREDENTIAL, "{");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error(response)).isEqualTo("SerializationException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/queries/GetCounter",
        "//internal/queries/GetCounter",
        "/internal;a=b/queries/GetCounter",
        "/q/../internal/queries/GetCounter",
        "/q/%2e%2e/internal/queries/GetCounter",
        "/%69nternal/queries/GetCounter",
        "/internal/positions",
        "/q/metrics",
        "/q/%6detrics",
        "/q/healthy",
        "/"
      })
  void withoutTheServiceCredentialNothingIsAnswered(String path) throws Exception {
    for (String shown : new String[] {null, "Bearer wrong", CREDENTIAL + "x", "Basic abc"}) {
      assertThat(ask(path, shown, "{\"OrganizationId\":\"m-none\"}").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void healthIsOpen() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(service.resolve("/q/health/live")).build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<byte[]> ask(String path, String credential, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + service.getPort() + path))
            .timeout(Duration.ofSeconds(20))
            .header(MessageHeader.ACCOUNT, "123456789012")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (credential != null) {
      request.header("Authorization", credential);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String error(HttpResponse<byte[]> response) {
    return response.headers().firstValue(MessageHeader.ERROR).orElse(null);
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }
}
