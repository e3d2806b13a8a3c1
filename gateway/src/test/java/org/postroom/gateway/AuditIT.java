package org.postroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.audit.testing.AuditLog;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.embedded.TestInfrastructure;
import org.postroom.gateway.audit.AuditTrail;
import org.postroom.gateway.dispatch.Dispatch;
import org.postroom.gateway.kit.FeedClient;
import org.postroom.gateway.kit.GatewayClient;
import org.postroom.gateway.kit.GatewayClient.Answer;
import org.postroom.gateway.kit.GatewayWorld;
import org.postroom.gateway.kit.TestSigner;
import org.postroom.gateway.kit.ToyServices;

/** Every call leaves one record, whatever became of it, and it was there before the answer. */
@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
class AuditIT {
  private static final String ORGANIZATION = "m-0123456789abcdef0123456789abcdef";
  private static final String LIST = "{\"OrganizationId\":\"%s\"}".formatted(ORGANIZATION);
  private static final String PASSWORD = "Very-Secret-4711";
  private static final String PERSON = "Ada Lovelace of London";
  private static final String CREATE =
      "{\"OrganizationId\":\"%s\",\"Name\":\"ada\",\"DisplayName\":\"%s\",\"Password\":\"%s\"}"
          .formatted(ORGANIZATION, PERSON, PASSWORD);

  @TestHTTPResource("/")
  URI address;

  @Inject Dispatch dispatch;
  @Inject AuditTrail trail;

  private GatewayClient client;
  private AuditLog audit;

  @BeforeEach
  void ready() {
    await().atMost(Duration.ofSeconds(30)).until(dispatch::isReady);
    GatewayWorld.services().reset();
    client = new GatewayClient(address.getPort());
    audit = new AuditLog(TestInfrastructure.shared().bootstrapServers());
  }

  @AfterEach
  void close() {
    audit.close();
  }

  @Test
  void aQueryIsOnRecordWithWhoAskedWhat() {
    JsonNode record = only(client.call("ListUsers", LIST));
    assertThat(record.path("eventName").asText()).isEqualTo("ListUsers");
    assertThat(record.path("readOnly").asBoolean()).isTrue();
    assertThat(record.path("recipientAccountId").asText()).isEqualTo(GatewayWorld.ACCOUNT);
    assertThat(record.path("userIdentity").path("accessKeyId").asText())
        .isEqualTo(GatewayWorld.KEY_ID);
    assertThat(record.path("sourceIPAddress").asText()).isEqualTo("127.0.0.1");
    assertThat(record.path("requestParameters").path("organizationId").asText())
        .isEqualTo(ORGANIZATION);
    assertThat(record.path("responseElements").isNull()).isTrue();
    assertThat(record.has("errorCode")).isFalse();
  }

  @Test
  void refusalsOfServicesAndOfTheGatewayAreOnRecordWithTheirErrors() {
    GatewayWorld.services()
        .onQuery(
            query -> {
              throw new OperationRejected(ErrorCode.ORGANIZATION_NOT_FOUND, "no such one");
            });
    TestSigner reader = TestSigner.of(GatewayWorld.READER_KEY_ID, GatewayWorld.SECRET);
    Map<Answer, String> answers = new java.util.LinkedHashMap<>();
    answers.put(client.call("ListUsers", LIST), "OrganizationNotFoundException");
    answers.put(client.call("ListUsers", "{"), "SerializationException");
    answers.put(client.call("ListUsers", "{}"), "InvalidParameterException");
    answers.put(client.call(reader, "ListUsers", LIST), "AccessDeniedException");
    answers.put(client.call("NoSuchOperation", "{}"), "UnknownOperationException");
    answers.forEach(
        (answer, error) -> {
          assertThat(answer.type()).isEqualTo(error);
          JsonNode record = only(answer);
          assertThat(record.path("errorCode").asText()).isEqualTo(error);
          assertThat(record.path("errorMessage").asText("")).isEqualTo(answer.message());
        });
  }

  @Test
  void whatAServiceHasRecordedIsNotRecordedAgain() {
    GatewayWorld.services().audited(CommandEnvelope::requestId);
    Answer executed = client.call("CreateUser", CREATE);
    assertThat(executed.status()).isEqualTo(200);
    // Written after it, by the same writer: had the first left a record, it would be there.
    only(client.call("ListUsers", LIST));
    assertThat(audit.of(executed.header("x-amzn-requestid"))).isEmpty();
  }

  @Test
  void aReplayedAnswerIsOnRecordAndNamesTheAttemptThatTookEffect() {
    GatewayWorld.services().audited(command -> "the-first-attempt");
    GatewayWorld.services().onCommand(command -> ToyServices.bytes("{\"UserId\":\"user-1\"}"));
    JsonNode record = only(client.call("CreateUser", CREATE));
    assertThat(record.path("additionalEventData").path("replayOf").asText())
        .isEqualTo("the-first-attempt");
    assertThat(record.path("responseElements").path("userId").asText()).isEqualTo("user-1");
    assertThat(record.path("readOnly").asBoolean()).isFalse();
  }

  @Test
  void aThrottledCallIsOnRecord() {
    TestSigner flood = TestSigner.of(GatewayWorld.FLOODED_KEY_ID, GatewayWorld.SECRET);
    Answer throttled =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> client.call(flood, "ListUsers", LIST),
                answer -> answer.type().equals("ThrottlingException"));
    JsonNode record = only(throttled);
    assertThat(record.path("errorCode").asText()).isEqualTo("ThrottlingException");
    assertThat(record.path("recipientAccountId").asText()).isEqualTo(GatewayWorld.FLOODED_ACCOUNT);
  }

  @Test
  void aCallThatNobodyHasSignedIsOnRecordWithTheKeyItClaims() {
    TestSigner unknown = TestSigner.of("AKIANOBODYKNOWS", "whatever");
    Answer refused = client.call(unknown, "ListUsers", LIST);
    JsonNode record = only(refused);
    assertThat(record.path("userIdentity").path("type").asText()).isEqualTo("Unknown");
    assertThat(record.path("userIdentity").path("accessKeyId").asText())
        .isEqualTo("AKIANOBODYKNOWS");
    assertThat(record.path("errorCode").asText()).isEqualTo("UnrecognizedClientException");
  }

  @Test
  void whoAsksForWhatIsNotForCallersIsOnRecord() {
    // What others have left is written before this one's record, by the same writer.
    trail.writeAllCounts();
    only(client.call("ListUsers", LIST));
    long before = triesOnRecord();
    Map<String, String> wrong = Map.of("authorization", "Bearer not-the-service-credential");
    Answer refused = null;
    for (int i = 0; i < 10; i++) {
      refused = client.send("GET", "/internal/keys", wrong, BodyPublishers.noBody());
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.type()).isEqualTo("UnrecognizedClientException");
    }
    assertThat(client.send("GET", "/q/metrics", Map.of(), BodyPublishers.noBody()).type())
        .isEqualTo("MissingAuthenticationTokenException");
    // Those that have no record of their own are in the counts of their times.
    await().atMost(Duration.ofSeconds(30)).until(() -> triesOnRecord() == before + 11);
    List<JsonNode> records = audit.named("AccessInternalEndpoint");
    assertThat(records)
        .anySatisfy(
            record -> {
              assertThat(record.at("/requestParameters/path").asText()).isEqualTo("/internal/keys");
              assertThat(record.at("/userIdentity/type").asText()).isEqualTo("Unknown");
              assertThat(record.path("sourceIPAddress").asText()).isEqualTo("127.0.0.1");
              assertThat(record.path("eventType").asText()).isEqualTo("AwsServiceEvent");
            });
    assertThat(records.toString()).doesNotContain("not-the-service-credential");
    assertThat(client.metrics()).contains("postroom_internal_access_refused_total");
  }

  @Test
  void whichAccessKeysAreInForceAndWhatAChangedFileChangesIsOnRecord() throws IOException {
    assertThat(takenUp()).anyMatch(text -> isAbout(text, GatewayWorld.KEY_ID, "added"));
    Path file = GatewayWorld.credentialsFile();
    String content = Files.readString(file);
    try {
      Files.writeString(file, content.replace(GatewayWorld.FOLLOWER_KEY_ID, "AKIATESTSUCCESSOR"));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> takenUp().stream().anyMatch(text -> text.contains("AKIATESTSUCCESSOR")));
    } finally {
      Files.writeString(file, content);
    }
    assertThat(takenUp())
        .anyMatch(
            text ->
                isAbout(text, "AKIATESTSUCCESSOR", "added")
                    && isAbout(text, GatewayWorld.FOLLOWER_KEY_ID, "removed")
                    && !text.contains(GatewayWorld.KEY_ID))
        .noneMatch(text -> text.contains(GatewayWorld.SECRET));
  }

  private List<String> takenUp() {
    return audit.named("TakeUpCredentials").stream().map(JsonNode::toString).toList();
  }

  private static boolean isAbout(String text, String accessKeyId, String change) {
    return text.contains("\"accessKeyId\":\"%s\",\"change\":\"%s\"".formatted(accessKeyId, change));
  }

  private long triesOnRecord() {
    return audit.named("AccessInternalEndpoint").stream()
        .mapToLong(record -> record.at("/additionalEventData/count").asLong(1))
        .sum();
  }

  @Test
  void whoFollowsEventsIsOnRecordOnceForAPollAndOnceForAStream() {
    FeedClient follower = new FeedClient(client, ORGANIZATION, GatewayWorld.KEY_ID);
    Answer poll = follower.poll(Map.of("wait", "0"));
    assertThat(poll.status()).isEqualTo(200);
    JsonNode record = only(poll);
    assertThat(record.path("eventName").asText()).isEqualTo("FollowEvents");
    assertThat(record.path("readOnly").asBoolean()).isTrue();
    assertThat(record.path("requestParameters").path("organizationId").asText())
        .isEqualTo(ORGANIZATION);
    String requestId;
    try (FeedClient.Stream stream = follower.stream(Map.of(), Map.of())) {
      assertThat(stream.status()).isEqualTo(200);
      requestId = stream.requestId();
      assertThat(audit.awaitOne(requestId).has("errorCode")).isFalse();
    }
    only(client.call("ListUsers", LIST));
    assertThat(audit.of(requestId)).hasSize(1);
  }

  @Test
  void noRecordHoldsASecretOrAPersonalMember() {
    GatewayWorld.services()
        .onCommand(
            command -> {
              throw new OperationRejected(
                  ErrorCode.INVALID_PARAMETER, "The name " + PERSON + " is not allowed.");
            });
    List<Answer> answers =
        List.of(
            client.call("CreateUser", CREATE),
            client.call("CreateUser", CREATE.replace(PASSWORD, PASSWORD + "\\u0001")),
            client.call("CreateUser", CREATE.replace("ada", "")),
            client.call("CreateUser", CREATE.replace("}", "")));
    Map<String, JsonNode> records = new TreeMap<>();
    for (Answer answer : answers) {
      records.put(answer.header("x-amzn-requestid"), only(answer));
    }
    assertThat(records.toString()).doesNotContain(PASSWORD, PERSON, "Lovelace");
  }

  /** The one record of an attempt. */
  private JsonNode only(Answer answer) {
    JsonNode record = audit.awaitOne(answer.header("x-amzn-requestid"));
    audit.assertWhole();
    return record;
  }
}
