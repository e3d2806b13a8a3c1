package org.postroom.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.operation.BoundedContext.DIRECTORY;
import static org.postroom.contract.operation.BoundedContext.POLICY;
import static org.postroom.gateway.feed.FeedEvents.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.embedded.TestInfrastructure;
import org.postroom.gateway.dispatch.Dispatch;
import org.postroom.gateway.kit.FeedClient;
import org.postroom.gateway.kit.GatewayClient;
import org.postroom.gateway.kit.GatewayClient.Answer;
import org.postroom.gateway.kit.GatewayProcess;
import org.postroom.gateway.kit.GatewayWorld;
import org.postroom.gateway.kit.ToyServices;

@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
class FeedIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> AT_ONCE = Map.of("wait", "0");

  private static KafkaProducer<String, byte[]> producer;

  @TestHTTPResource("/")
  URI address;

  @Inject Dispatch dispatch;

  private GatewayClient gateway;
  private String organization;

  @BeforeAll
  static void openProducer() {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestInfrastructure.shared().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void closeProducer() {
    producer.close();
  }

  @BeforeEach
  void ready() {
    gateway = new GatewayClient(address.getPort());
    organization = "m-0" + UUID.randomUUID().toString().replace("-", "").substring(1);
    ToyServices services = GatewayWorld.services();
    services.reset();
    // The directory, in which all organizations belong to one account.
    services.onQuery(
        query -> {
          String account = query.headers().get("postroom-account").get(0);
          if (!query.operation().equals("DescribeOrganization")
              || !account.equals(GatewayWorld.ACCOUNT)) {
            throw new OperationRejected(
                ErrorCode.ORGANIZATION_NOT_FOUND, "The organization does not exist.");
          }
          return ToyServices.bytes("{}");
        });
    await().atMost(PATIENCE).until(dispatch::isReady);
  }

  private void publish(BoundedContext context, long... sequences) throws Exception {
    for (long sequence : sequences) {
      producer
          .send(
              published(
                  context,
                  FeedEvents.event(context, organization, GatewayWorld.ACCOUNT, 1, sequence)))
          .get(30, TimeUnit.SECONDS);
    }
  }

  private FeedClient follower() {
    return follower(GatewayWorld.KEY_ID);
  }

  private FeedClient follower(String accessKeyId) {
    return new FeedClient(gateway, organization, accessKeyId);
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("Events").forEach(event -> ids.add(place(event)));
    return ids;
  }

  private static String place(JsonNode event) {
    return event.path("source").asText().substring("/postroom/".length())
        + ' '
        + event.path("sequence").asText();
  }

  private static List<String> places(FeedClient.Stream stream) {
    return stream.data(null).stream()
        .map(data -> place(Json.read(ToyServices.bytes(data), JsonNode.class)))
        .toList();
  }

  private static JsonNode page(Answer answer) {
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    return answer.json();
  }

  /** Polls until there is nothing more, as followers do; a page may be empty before. */
  private JsonNode until(FeedClient follower, String after, int events) {
    List<JsonNode> pages = new ArrayList<>();
    String[] cursor = {after};
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              JsonNode page =
                  page(
                      follower.poll(
                          cursor[0] == null ? AT_ONCE : Map.of("wait", "0", "after", cursor[0])));
              cursor[0] = page.path("Next").asText();
              pages.add(page);
              return pages.stream().mapToInt(one -> one.path("Events").size()).sum() >= events;
            });
    var all = Json.mapper().createArrayNode();
    pages.forEach(one -> one.path("Events").forEach(all::add));
    return Json.mapper().createObjectNode().put("Next", cursor[0]).<ObjectNode>set("Events", all);
  }

  @Test
  void eventsAreToldOnceInOrderAndFromEachCursorOn() throws Exception {
    publish(DIRECTORY, 1, 2, 1, 3);
    publish(POLICY, 1);
    JsonNode all = until(follower(), null, 4);
    assertThat(ids(all))
        .containsExactlyInAnyOrder("directory 1", "directory 2", "directory 3", "policy 1")
        .containsSubsequence("directory 1", "directory 2", "directory 3");
    JsonNode event = all.path("Events").get(0);
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("id").asText()).contains(organization);
    assertThat(event.path("type").asText()).startsWith("org.postroom.");
    assertThat(event.path("organizationid").asText()).isEqualTo(organization);
    assertThat(event.path("account").asText()).isEqualTo(GatewayWorld.ACCOUNT);
    assertThat(event.path("epoch").asText()).isEqualTo("1");
    assertThat(event.at("/data/Note").asText()).isEqualTo("ä\n");

    JsonNode first = page(follower().poll(Map.of("limit", "1", "context", "directory")));
    assertThat(ids(first)).containsExactly("directory 1");
    assertThat(ids(until(follower(), first.path("Next").asText(), 3)))
        .containsExactlyInAnyOrder("directory 2", "directory 3", "policy 1");
    // Nothing new, and an event that the topic holds twice.
    String end = all.path("Next").asText();
    publish(DIRECTORY, 3, 4);
    assertThat(ids(until(follower(), end, 1))).containsExactly("directory 4");
  }

  @Test
  void aPollWaitsForTheNextEvent() throws Exception {
    publish(DIRECTORY, 1);
    String end = until(follower(), null, 1).path("Next").asText();
    String now =
        page(follower().poll(Map.of("after", "latest", "wait", "0"))).path("Next").asText();
    List<CompletableFuture<Answer>> waiting = new ArrayList<>();
    for (String after : List.of(end, now)) {
      waiting.add(
          CompletableFuture.supplyAsync(
              () -> follower().poll(Map.of("after", after, "wait", "20"))));
    }
    awaitFollowers("poll", 2);
    publish(DIRECTORY, 2);
    for (CompletableFuture<Answer> one : waiting) {
      assertThat(ids(page(one.get(30, TimeUnit.SECONDS)))).containsExactly("directory 2");
    }
    JsonNode nothing =
        page(follower().poll(Map.of("after", end, "wait", "1", "context", "policy")));
    assertThat(ids(nothing)).isEmpty();
    assertThat(nothing.path("Next").asText()).isNotEmpty();
  }

  private void awaitFollowers(String form, int count) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                gateway
                    .metrics()
                    .contains(
                        "postroom_gateway_feed_followers{form=\"" + form + "\"} " + count + ".0"));
  }

  @Test
  void aStreamTellsWhatIsThereAndWhatComesAndIsResumed() throws Exception {
    publish(DIRECTORY, 1, 2);
    String last;
    try (FeedClient.Stream stream = follower().stream(Map.of(), Map.of())) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.contentType()).isEqualTo("text/event-stream");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(places(stream)).containsExactly("directory 1", "directory 2"));
      publish(POLICY, 1);
      await().atMost(PATIENCE).until(() -> places(stream).contains("policy 1"));
      // The place of a heartbeat is as good as an event's.
      int seen = stream.blocks().size();
      await().atMost(PATIENCE).until(() -> stream.blocks().size() > seen);
      last = stream.blocks().get(stream.blocks().size() - 1).id();
    }
    publish(DIRECTORY, 2, 3);
    try (FeedClient.Stream again = follower().stream(Map.of(), Map.of("last-event-id", last))) {
      await().atMost(PATIENCE).until(() -> !places(again).isEmpty());
      assertThat(places(again)).containsExactly("directory 3");
    }
    awaitFollowers("stream", 0);
  }

  @Test
  void aGapIsTold() throws Exception {
    publish(DIRECTORY, 1, 2, 5);
    try (FeedClient.Stream stream = follower().stream(Map.of(), Map.of())) {
      await().atMost(PATIENCE).until(() -> places(stream).contains("directory 5"));
      assertThat(stream.data("gap"))
          .containsExactly(
              "{\"Context\":\"directory\",\"ExpectedEpoch\":\"1\",\"ExpectedSequence\":\"3\","
                  + "\"FoundEpoch\":\"1\",\"FoundSequence\":\"5\"}");
      assertThat(places(stream)).containsExactly("directory 1", "directory 2", "directory 5");
    }
  }

  @Test
  void anotherAccountsOrganizationDoesNotExist() throws Exception {
    publish(DIRECTORY, 1);
    Answer refused = follower(GatewayWorld.OTHER_KEY_ID).poll(AT_ONCE);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.type()).isEqualTo("OrganizationNotFoundException");
    String own = until(follower(), null, 1).path("Next").asText();
    assertThat(follower(GatewayWorld.OTHER_KEY_ID).poll(Map.of("after", own)).type())
        .isEqualTo("OrganizationNotFoundException");
    try (FeedClient.Stream stream =
        follower(GatewayWorld.OTHER_KEY_ID).stream(Map.of(), Map.of())) {
      assertThat(stream.status()).isEqualTo(400);
    }
  }

  @Test
  void thePolicyMustAllowIt() throws Exception {
    Answer denied = follower(GatewayWorld.READER_KEY_ID).poll(AT_ONCE);
    assertThat(denied.type()).isEqualTo("AccessDeniedException");
    assertThat(denied.message())
        .isEqualTo(
            "User: arn:aws:iam::123456789012:user/reader is not authorized to perform:"
                + " workmail:FollowEvents on resource:"
                + " arn:aws:workmail:us-east-1:123456789012:organization/"
                + organization);
    publish(DIRECTORY, 1);
    assertThat(ids(until(follower(GatewayWorld.FOLLOWER_KEY_ID), null, 1)))
        .containsExactly("directory 1");
    String foreign = "m-1" + organization.substring(3);
    assertThat(new FeedClient(gateway, foreign, GatewayWorld.FOLLOWER_KEY_ID).poll(AT_ONCE).type())
        .isEqualTo("AccessDeniedException");
    assertThat(gateway.call("FollowEvents", "{}").type()).isEqualTo("UnknownOperationException");
  }

  @Test
  void whatCannotBeUnderstoodIsRefused() {
    for (Map<String, String> parameters :
        List.of(
            Map.of("after", "4711"),
            Map.of("limit", "0"),
            Map.of("wait", "86400"),
            Map.of("context", "gateway"),
            Map.of("organisation", "x"))) {
      Answer answer = follower().poll(parameters);
      assertThat(answer.status()).as(parameters.toString()).isEqualTo(400);
      assertThat(answer.type()).isEqualTo("InvalidParameterException");
    }
    assertThat(new FeedClient(gateway, "m-1", GatewayWorld.KEY_ID).poll(AT_ONCE).type())
        .isEqualTo("InvalidParameterException");
    assertThat(new FeedClient(gateway, null, GatewayWorld.KEY_ID).poll(AT_ONCE).type())
        .isEqualTo("InvalidParameterException");
    Answer unsigned =
        gateway.send(
            "GET", "/events?organization=" + organization, Map.of(), BodyPublishers.noBody());
    assertThat(unsigned.type()).isEqualTo("MissingAuthenticationTokenException");
  }

  @Test
  void aRevokedKeysStreamEnds() throws IOException {
    String all = GatewayWorld.credentials();
    try (FeedClient.Stream stream =
        follower(GatewayWorld.FOLLOWER_KEY_ID).stream(Map.of(), Map.of())) {
      assertThat(stream.status()).isEqualTo(200);
      Files.writeString(
          GatewayWorld.credentialsFile(), all.replace(GatewayWorld.FOLLOWER_KEY_ID, "AKIANOBODY"));
      await().atMost(PATIENCE).until(stream::isEnded);
      assertThat(stream.data("end"))
          .singleElement()
          .asString()
          .contains("UnrecognizedClientException");
    } finally {
      Files.writeString(GatewayWorld.credentialsFile(), all);
      await()
          .atMost(PATIENCE)
          .until(() -> follower(GatewayWorld.FOLLOWER_KEY_ID).poll(AT_ONCE).status() == 200);
    }
  }

  @Test
  void anOrganizationThatChangedHandsIsFollowedNoLonger() {
    try (FeedClient.Stream stream = follower().stream(Map.of(), Map.of())) {
      assertThat(stream.status()).isEqualTo(200);
      GatewayWorld.services()
          .onQuery(
              query -> {
                throw new OperationRejected(ErrorCode.ORGANIZATION_NOT_FOUND, "gone");
              });
      await().atMost(PATIENCE).until(stream::isEnded);
      assertThat(stream.data("end"))
          .singleElement()
          .asString()
          .contains("OrganizationNotFoundException");
    }
  }

  @Test
  void anAccountHasSoManyFollowersAndNoMore() {
    List<FeedClient.Stream> streams = new ArrayList<>();
    try {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                FeedClient.Stream stream = follower().stream(Map.of(), Map.of());
                if (stream.status() == 200) {
                  streams.add(stream);
                }
                return streams.size() == 3;
              });
      assertThat(follower().poll(AT_ONCE).type()).isEqualTo("ThrottlingException");
      assertThat(follower(GatewayWorld.OTHER_KEY_ID).poll(AT_ONCE).type())
          .as("another account's follower has a place")
          .isEqualTo("OrganizationNotFoundException");
    } finally {
      streams.forEach(FeedClient.Stream::close);
    }
    awaitFollowers("stream", 0);
  }

  @Test
  void aCursorWorksAtAnotherGatewayWhichTakesLeaveWhenItStops() throws Exception {
    publish(DIRECTORY, 1, 2, 3);
    JsonNode first = page(follower().poll(Map.of("limit", "2", "context", "directory")));
    assertThat(ids(first)).containsExactly("directory 1", "directory 2");
    try (GatewayProcess other = GatewayProcess.start(GatewayWorld.shared())) {
      await().atMost(PATIENCE).until(other::isListening);
      FeedClient elsewhere = new FeedClient(other.client(), organization, GatewayWorld.KEY_ID);
      String after = first.path("Next").asText();
      await()
          .atMost(PATIENCE)
          .until(() -> elsewhere.poll(Map.of("after", after, "wait", "0")).status() == 200);
      FeedClient.Stream stream = elsewhere.stream(Map.of("after", after), Map.of());
      await().atMost(PATIENCE).until(() -> !places(stream).isEmpty());
      other.stop();
      await().atMost(PATIENCE).until(stream::isEnded);
      assertThat(places(stream)).containsExactly("directory 3");
      assertThat(stream.data("end")).singleElement().asString().contains("ServiceUnavailable");
    }
  }
}
