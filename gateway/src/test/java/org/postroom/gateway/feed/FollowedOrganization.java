package org.postroom.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.gateway.feed.FeedEvents.published;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.embedded.TestInfrastructure;
import org.postroom.gateway.dispatch.Dispatch;
import org.postroom.gateway.kit.FeedClient;
import org.postroom.gateway.kit.GatewayClient;
import org.postroom.gateway.kit.GatewayClient.Answer;
import org.postroom.gateway.kit.GatewayWorld;
import org.postroom.gateway.kit.ToyServices;

/** An organization of its own for each test, and those who follow it. */
@QuarkusTestResource(GatewayWorld.class)
abstract class FollowedOrganization {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final Map<String, String> AT_ONCE = Map.of("wait", "0");

  private static KafkaProducer<String, byte[]> producer;

  @TestHTTPResource("/")
  URI address;

  @Inject Dispatch dispatch;

  GatewayClient gateway;
  String organization;

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

  void publish(BoundedContext context, long... sequences) throws Exception {
    for (long sequence : sequences) {
      producer
          .send(
              published(
                  context,
                  FeedEvents.event(context, organization, GatewayWorld.ACCOUNT, 1, sequence)))
          .get(30, TimeUnit.SECONDS);
    }
  }

  /** Publishes events from the first on, each with a note of this length. */
  void publishLarge(BoundedContext context, int events, int length) {
    String note = "x".repeat(length);
    for (int i = 1; i <= events; i++) {
      producer.send(
          published(
              context, FeedEvents.event(context, organization, GatewayWorld.ACCOUNT, 1, i, note)));
    }
    producer.flush();
  }

  FeedClient follower() {
    return follower(GatewayWorld.KEY_ID);
  }

  FeedClient follower(String accessKeyId) {
    return new FeedClient(gateway, organization, accessKeyId);
  }

  static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("Events").forEach(event -> ids.add(place(event)));
    return ids;
  }

  private static String place(JsonNode event) {
    return event.path("source").asText().substring("/postroom/".length())
        + ' '
        + event.path("sequence").asText();
  }

  static List<String> places(FeedClient.Stream stream) {
    return stream.data(null).stream()
        .map(data -> place(Json.read(ToyServices.bytes(data), JsonNode.class)))
        .toList();
  }

  static JsonNode page(Answer answer) {
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    return answer.json();
  }

  /** Polls until there is nothing more, as followers do; a page may be empty before. */
  JsonNode until(FeedClient follower, String after, int events) {
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

  void awaitFollowers(String form, int count) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                gateway
                    .metrics()
                    .contains(
                        "postroom_gateway_feed_followers{form=\"" + form + "\"} " + count + ".0"));
  }
}
