package org.postroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postroom.contract.message.Topics;
import org.postroom.embedded.EmbeddedKafka;
import org.postroom.embedded.TopicDefinition;
import org.postroom.gateway.kit.GatewayClient;
import org.postroom.gateway.kit.GatewayProcess;
import org.postroom.gateway.kit.GatewayWorld;
import org.postroom.gateway.kit.ToyServices;

/**
 * Two gateways as they are shipped, on one reply partition, so that each must pick its own replies.
 * Both have small bounds; the second has no patience with slow clients either.
 *
 * @param settings of the first
 */
record TwoGateways(
    EmbeddedKafka kafka,
    ToyServices services,
    Map<String, String> settings,
    GatewayProcess first,
    GatewayProcess second)
    implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Starts them without Kafka, for which they wait, and then for the topics. */
  static TwoGateways start(Path directory) throws IOException {
    EmbeddedKafka kafka = EmbeddedKafka.absent(directory.resolve("kafka"));
    ToyServices services = new ToyServices(kafka.bootstrapServers(), GatewayWorld.PARTITIONS);
    Map<String, String> settings =
        GatewayWorld.settings(
            kafka.bootstrapServers(),
            services.url(),
            Files.createDirectories(directory.resolve("files")));
    settings.put("postroom.gateway.reply-partition", "1");
    settings.put("postroom.gateway.in-flight-per-account", "8");
    settings.put("postroom.gateway.deadline", "PT5S");
    try (ServerSocket free = new ServerSocket(0)) {
      settings.put("postroom.peers.policy", "http://127.0.0.1:" + free.getLocalPort());
    }
    settings.put("postroom.gateway.hash-threads", "1");
    settings.put("postroom.gateway.hash-queue", "1");
    Map<String, String> impatient = new HashMap<>(settings);
    impatient.put("postroom.gateway.connections.per-source", "150");
    impatient.put("postroom.gateway.connections.head-timeout", "PT2S");
    impatient.put("postroom.gateway.connections.body-timeout", "PT2S");
    impatient.put("postroom.gateway.connections.idle-timeout", "PT10S");
    TwoGateways both =
        new TwoGateways(
            kafka,
            services,
            settings,
            GatewayProcess.start(settings),
            GatewayProcess.start(impatient));
    try {
      both.awaitReady();
    } catch (RuntimeException | AssertionError e) {
      both.close();
      throw e;
    }
    return both;
  }

  private void awaitReady() {
    for (GatewayProcess gateway : List.of(first, second)) {
      await().atMost(PATIENCE).until(gateway::isListening);
      assertThat(health(gateway.client(), "live")).isEqualTo(200);
      assertThat(isReady(gateway.client())).isFalse();
    }
    kafka.start();
    kafka.createTopics(
        Topics.all().stream()
            .map(name -> TopicDefinition.named(name, GatewayWorld.PARTITIONS))
            .toList());
    for (GatewayProcess gateway : List.of(first, second)) {
      await().atMost(PATIENCE).until(() -> isReady(gateway.client()));
    }
  }

  static boolean isReady(GatewayClient client) {
    return health(client, "ready") == 200;
  }

  /** The status of a health check. */
  static int health(GatewayClient client, String what) {
    return client.send("GET", "/q/health/" + what, Map.of(), BodyPublishers.noBody()).status();
  }

  @Override
  public void close() {
    for (AutoCloseable each : List.of(first, second, services, kafka)) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
