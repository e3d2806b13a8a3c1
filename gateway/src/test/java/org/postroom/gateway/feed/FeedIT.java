package org.postroom.gateway.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.operation.BoundedContext.DIRECTORY;
import static org.postroom.contract.operation.BoundedContext.POLICY;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.postroom.gateway.kit.FeedClient;
import org.postroom.gateway.kit.GatewayClient.Answer;
import org.postroom.gateway.kit.GatewayProcess;
import org.postroom.gateway.kit.GatewayWorld;

/** What followers are told. */
@QuarkusTest
class FeedIT extends FollowedOrganization {
  private static final String ACCEPTED = "HTTP/1.1 200 ";

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

  /** Far more than the connection and the gateway's queue for it hold. */
  @Test
  void aStreamThatNobodyReadsIsCutOffAndTheOthersGoOn() throws Exception {
    int events = 400;
    int length = 32 * 1024;
    // An earlier test's stream may be leaving yet; it would be counted below.
    awaitFollowers("stream", 0);
    double before = dropped();
    try (FeedClient.Stream reading = follower().stream(Map.of("context", "policy"), Map.of());
        Socket unread = follower().unread()) {
      assertThat(reading.status()).isEqualTo(200);
      unread.setSoTimeout((int) PATIENCE.toMillis());
      assertThat(new String(unread.getInputStream().readNBytes(ACCEPTED.length()), US_ASCII))
          .isEqualTo(ACCEPTED);
      awaitFollowers("stream", 2);
      publishLarge(DIRECTORY, events, length);
      await()
          .atMost(PATIENCE.multipliedBy(3))
          .untilAsserted(() -> assertThat(dropped()).as(this::feedMetrics).isEqualTo(before + 1));
      awaitFollowers("stream", 1);
      assertThat(readToTheEnd(unread)).isBetween(1L, (long) events * length / 2);
      publish(POLICY, 1);
      await().atMost(PATIENCE).until(() -> places(reading).contains("policy 1"));
      assertThat(reading.isEnded()).isFalse();
    }
  }

  private static long readToTheEnd(Socket socket) throws IOException {
    long bytes = 0;
    try {
      byte[] some = new byte[64 * 1024];
      for (int read = 0; read >= 0; read = socket.getInputStream().read(some)) {
        bytes += read;
      }
    } catch (SocketException e) {
      // Cut off: what was still under way is not delivered.
    }
    return bytes;
  }

  /** What a failure of one who waits for a number has to say. */
  private String feedMetrics() {
    return gateway
        .metrics()
        .lines()
        .filter(line -> line.startsWith("postroom_gateway_feed_"))
        .collect(Collectors.joining("\n"));
  }

  private double dropped() {
    return feedMetrics()
        .lines()
        .filter(line -> line.startsWith("postroom_gateway_feed_dropped_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCursorWorksAtAnotherGatewayWhichTakesLeaveWhenItStops() throws Exception {
    publish(DIRECTORY, 1, 2, 3);
    JsonNode first = page(follower().poll(Map.of("limit", "2", "context", "directory")));
    assertThat(ids(first)).containsExactly("directory 1", "directory 2");
    try (GatewayProcess other = GatewayProcess.start(GatewayWorld.shared())) {
      await().atMost(PATIENCE.multipliedBy(4)).until(other::isListening);
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
