package org.postroom.kit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.audit.testing.AuditLog;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.testing.TestServers;

/** Who tries to get in without the right credential leaves a trace, however often. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
class RefusedAccessTest {
  private static final String REFUSED = "AccessInternalEndpoint";
  private static final int TRIES = 5;

  private final HttpClient client = HttpClient.newHttpClient();
  @Inject AuditedAnswers answers;
  @Inject MeterRegistry meters;

  @TestHTTPResource("/")
  URI service;

  @Test
  void everyTryIsOnRecordOneByOneOrInACount() throws Exception {
    answers.writeAllCounted();
    try (AuditLog audit = new AuditLog(TestServers.shared().bootstrapServers())) {
      // The first of a source is on record before its answer; here it has just come.
      assertThat(status("/internal/dead-letters/the-first", null)).isEqualTo(401);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !about(audit, "/internal/dead-letters/the-first").isEmpty());
      JsonNode first = about(audit, "/internal/dead-letters/the-first").get(0);
      assertThat(first.path("errorCode").asText()).isEqualTo("MissingAuthenticationTokenException");
      assertThat(first.path("eventType").asText()).isEqualTo("AwsServiceEvent");
      assertThat(first.at("/userIdentity/type").asText()).isEqualTo("Unknown");
      assertThat(first.path("sourceIPAddress").asText()).isNotEmpty();
      assertThat(first.at("/requestParameters/method").asText()).isEqualTo("GET");

      long before = calls(audit);
      double counted = meters.counter("postroom.internal.access.refused").count();
      for (int i = 1; i < TRIES; i++) {
        status("/internal/keys", "Bearer wrong");
      }
      assertThat(status("/internal/keys/the-last", "Bearer wrong")).isEqualTo(401);
      answers.writeAllCounted();
      await().atMost(Duration.ofSeconds(30)).until(() -> calls(audit) == before + TRIES);
      JsonNode last = about(audit, "/internal/keys/the-last").get(0);
      assertThat(last.path("errorCode").asText()).isEqualTo("UnrecognizedClientException");
      assertThat(last.at("/additionalEventData/count").asLong()).isEqualTo(TRIES);
      assertThat(meters.counter("postroom.internal.access.refused").count() - counted)
          .isEqualTo(TRIES);
      assertThat(audit.named(REFUSED).toString()).doesNotContain("Bearer", "wrong\"");
    }
  }

  private static List<JsonNode> about(AuditLog audit, String path) {
    return audit.named(REFUSED).stream()
        .filter(record -> record.at("/requestParameters/path").asText().equals(path))
        .toList();
  }

  private static long calls(AuditLog audit) {
    return audit.named(REFUSED).stream()
        .mapToLong(record -> record.at("/additionalEventData/count").asLong(1))
        .sum();
  }

  private int status(String path, String credential) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(path)).timeout(Duration.ofSeconds(20));
    if (credential != null) {
      request.header("Authorization", credential);
    }
    return client.send(request.build(), BodyHandlers.ofString()).statusCode();
  }
}
