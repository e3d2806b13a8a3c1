package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.audit.testing.AuditLog;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.toy.MisbehaveHandler;
import org.postroom.kit.toy.ToyClient;
import org.postroom.kit.toy.ToyOperations;
import org.postroom.kit.toy.ToyOperations.CountRequest;
import org.postroom.kit.toy.ToyOperations.CountResponse;

/** The path as a service has it, made of beans. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
class CommandPathTest {
  @Inject CommandPath path;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @TestHTTPResource("/")
  URI service;

  private ToyClient client;

  @BeforeEach
  void isReady() {
    await().atMost(Duration.ofSeconds(60)).until(() -> path.state().isReady());
    client = new ToyClient(servers, BoundedContext.POLICY);
  }

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
    }
  }

  @Test
  void aCommandIsDecidedAnsweredAndTold() {
    String organization = "m-path-1";
    CommandEnvelope first = client.send(ToyOperations.COUNT, new CountRequest(organization, 3));
    CommandEnvelope second = client.send(ToyOperations.COUNT, new CountRequest(organization, 4));
    assertThat(client.response(first, CountResponse.class).amount()).isEqualTo(3);
    assertThat(client.response(second, CountResponse.class).amount()).isEqualTo(7);
    await()
        .untilAsserted(
            () ->
                assertThat(client.seen(organization))
                    .extracting(event -> event.sequence() + " " + new String(event.data()))
                    .containsExactly("1 {\"By\":3,\"Amount\":3}", "2 {\"By\":4,\"Amount\":7}"));
    assertThat(client.seen(organization))
        .allSatisfy(
            event -> {
              assertThat(event.type()).isEqualTo("org.postroom.policy.Counted.v1");
              assertThat(event.account()).isEqualTo(ToyClient.CALLER.account());
              assertThat(event.epoch()).isEqualTo(1);
            });
  }

  @Test
  void aCommandThatNobodyHandlesYetSaysSo() {
    CommandEnvelope command =
        client.send(ToyOperations.NOT_OFFERED, new ToyOperations.Nothing("m-path-2"));
    assertThat(client.error(command)).isEqualTo(ErrorCode.NOT_OFFERED);
    assertThat(new String(client.reply(command).body()))
        .isEqualTo("NotOffered is not offered yet by this installation");
  }

  @Test
  void deadLettersAreListedAndReplayedOverHttp() throws Exception {
    CommandEnvelope poison =
        client.send(
            ToyOperations.MISBEHAVE, new ToyOperations.MisbehaveRequest("m-path-3", "throw"));
    assertThat(client.error(poison)).isEqualTo(ErrorCode.INTERNAL_FAILURE);
    assertThat(call("GET", "/internal/dead-letters").body()).contains(poison.commandId());
    String replay = "/internal/dead-letters/" + poison.commandId() + "/replay";
    MisbehaveHandler.mended = true;
    try {
      assertThat(call("POST", replay).statusCode()).isEqualTo(200);
      await()
          .untilAsserted(
              () ->
                  assertThat(call("GET", "/internal/dead-letters").body())
                      .doesNotContain(poison.commandId()));
    } finally {
      MisbehaveHandler.mended = false;
    }
    assertThat(call("POST", replay).headers().firstValue("postroom-error"))
        .contains("EntityStateException");
    assertThat(call("POST", "/internal/dead-letters/none/replay").statusCode()).isEqualTo(400);

    try (AuditLog audit = new AuditLog(servers)) {
      await().until(() -> !audit.named("ReplayDeadLetter").isEmpty());
      assertThat(audit.named("ReplayDeadLetter"))
          .extracting(CommandPathTest::whoAndWhat)
          .containsOnlyOnce("Operator " + poison.commandId());
    }
  }

  @Test
  void keptEventsArePublishedAgainOnDemand() throws Exception {
    String organization = "m-path-4";
    CommandEnvelope command = client.send(ToyOperations.COUNT, new CountRequest(organization, 1));
    assertThat(client.error(command)).isNull();
    await().until(() -> client.published(organization).size() == 1);
    assertThat(call("POST", "/internal/events/republish").statusCode()).isEqualTo(200);
    await().until(() -> client.published(organization).size() == 2);
    assertThat(client.seen(organization)).hasSize(1);

    try (AuditLog audit = new AuditLog(servers)) {
      await().until(() -> !audit.named("RepublishEvents").isEmpty());
      JsonNode record = audit.named("RepublishEvents").get(0);
      assertThat(whoAndWhat(record)).isEqualTo("Operator ");
      assertThat(record.path("readOnly").asBoolean()).isFalse();
      assertThat(record.path("eventType").asText()).isEqualTo("AwsServiceEvent");
    }
  }

  @Test
  void resealingAndRetellingAreOnRecord() throws Exception {
    assertThat(call("POST", "/internal/keys/reseal").statusCode()).isEqualTo(200);
    String nobody = "{\"OrganizationIds\":[\"m-path-5\"]}";
    assertThat(call("POST", "/internal/events/retell", nobody).statusCode()).isEqualTo(200);

    try (AuditLog audit = new AuditLog(servers)) {
      await()
          .untilAsserted(
              () -> {
                assertThat(audit.named("ResealSecrets"))
                    .anyMatch(
                        record ->
                            whoAndWhat(record).equals("Operator ")
                                && record.at("/requestParameters/keyId").asText().equals("k2")
                                && record.at("/additionalEventData/resealed").isNumber());
                assertThat(audit.named("RetellEvents"))
                    .extracting(record -> record.at("/requestParameters/organizationIds").asText())
                    .containsOnlyOnce("m-path-5");
              });
    }
  }

  private static String whoAndWhat(JsonNode record) {
    return record.at("/userIdentity/type").asText()
        + ' '
        + record.at("/requestParameters/commandId").asText();
  }

  private HttpResponse<String> call(String method, String path) throws Exception {
    return call(method, path, "");
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(service.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + PostroomTestResource.SERVICE_CREDENTIAL)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
