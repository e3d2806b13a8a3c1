package org.postroom.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.system.CreateUserLoad;
import org.postroom.system.CreateUserLoad.Figures;
import org.postroom.system.EventLog;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/**
 * Replicas of the directory service and of the gateway are added, removed and killed under load: no
 * organization waits for more than ten seconds, no call fails in spite of the SDK's own retries,
 * and no order is lost. By hand ({@code system-tests/scale-out}); docs/scaling.md has the figures.
 */
class ScaleOutIT {
  private static final int ORGANIZATIONS = 24;
  private static final int PARTITIONS = 16;

  /** As many as two cores start while there is load. */
  private static final int MOST_GATEWAYS = 4;

  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration SERVED_AGAIN = Duration.ofSeconds(10);
  private static final Duration COMES_BACK = Duration.ofMinutes(3);
  private static final int SECONDS = Integer.getInteger("postroom.scale.seconds", 20);

  private final List<String> figures = new ArrayList<>();
  private final List<String> tooLong = new ArrayList<>();

  @Test
  void directoryServicesAndGatewaysComeAndGo() {
    try (ScaledSystem system = ScaledSystem.start(4, 2, PARTITIONS)) {
      system.end("directory-3", "directory-4");
      underLoad(
          system,
          load -> {
            during(load, "two directory services, two gateways", () -> {});
            during(load, "two directory services more", system::startAll);
            during(load, "four directory services, two gateways", () -> {});
            during(
                load,
                "a directory service killed",
                () -> system.installation().kill("directory-3"));
            during(load, "a gateway killed", () -> system.installation().kill("gateway-2"));
            during(load, "a gateway removed", () -> system.end("gateway-2"));
            during(load, "a gateway added", system::startAll);
            during(
                load,
                "two directory services removed",
                () -> system.end("directory-3", "directory-4"));
          });
    }
  }

  @Test
  void gatewaysComeAndGoUpToOneForEachReplyPartition() {
    try (ScaledSystem system = ScaledSystem.start(1, MOST_GATEWAYS, MOST_GATEWAYS)) {
      system.end("gateway-2", "gateway-3", "gateway-4");
      underLoad(
          system,
          load -> {
            during(load, "one gateway", () -> {});
            during(load, "three gateways more", system::startAll);
            during(load, "a gateway for each reply partition", () -> {});
            during(load, "a gateway killed", () -> system.installation().kill("gateway-3"));
            during(load, "two gateways removed", () -> system.end("gateway-4", "gateway-2"));
            during(load, "they are added again", system::startAll);
            during(
                load,
                "all gateways but one removed",
                () -> system.end("gateway-4", "gateway-3", "gateway-2"));
          });
      assertThat(repliesByPartition(system))
          .hasSize(MOST_GATEWAYS)
          .allMatch(replies -> replies > 0);
    }
  }

  private void underLoad(ScaledSystem system, Consumer<CreateUserLoad> changes) {
    try (WorkMailClient client = system.client()) {
      List<String> organizations = new ArrayList<>();
      for (int i = 0; i < ORGANIZATIONS; i++) {
        organizations.add(system.place(i, client).id());
      }
      CreateUserLoad load = new CreateUserLoad(client, organizations, ORGANIZATIONS, PAUSE);
      try (load) {
        // Compilers, connections, caches.
        during(load, "warm-up", () -> {});
        tooLong.clear();
        changes.accept(load);
      }
      figures.forEach(line -> System.err.println("ScaleOutIT: " + line));
      assertThat(tooLong).as("waited for longer than " + SERVED_AGAIN).isEmpty();
      system.startAll();
      system.installation().awaitHealthy(COMES_BACK);
      EventLog events =
          EventLog.read(system.bootstrapServers(), BoundedContext.DIRECTORY.eventTopic());
      load.assertNothingIsLost(events);
      System.err.printf(
          "ScaleOutIT: %d users in %d organizations, %d repeated events%n",
          load.count(), organizations.size(), events.repeats());
    }
  }

  private void during(CreateUserLoad load, String what, Runnable change) {
    System.err.println("ScaleOutIT: " + Instant.now() + " " + what);
    load.figures();
    change.run();
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
    Figures seen = load.figures();
    figures.add(what + ": " + seen);
    if (seen.longest().compareTo(SERVED_AGAIN) > 0) {
      tooLong.add(what + ": " + seen);
    }
  }

  private static List<Long> repliesByPartition(ScaledSystem system) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.REPLIES).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      return List.copyOf(consumer.endOffsets(partitions).values());
    }
  }
}
