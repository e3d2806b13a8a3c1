package org.postroom.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  private static final String EVENTS = "directory.events.v1";

  @TempDir Path directory;

  /** In one go, since a broker takes its time to start. */
  @Test
  void keepsAcknowledgedRecordsOverKillAndNewOwnerAndConfiguresTopics() throws Exception {
    FreePorts ports = new FreePorts(new java.security.SecureRandom());
    Path data = directory.resolve("kafka");
    int port = ports.next();
    int controllerPort = ports.next();
    Path log = directory.resolve("kafka.log");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data, port, controllerPort, log)) {
      topicsAreConfiguredByTheirNamesAndMadeOnce(kafka);
      send(kafka, "before kill");
      kafka.kill();
      assertThat(kafka.isAlive()).isFalse();
      kafka.start();
      send(kafka, "before stop");
      kafka.stop();
      assertThat(kafka.isAlive()).isFalse();
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(data, port, controllerPort, log)) {
      kafka.createTopics(List.of(TopicDefinition.named(EVENTS, 16)));
      assertThat(records(kafka, 2)).containsExactly("before kill", "before stop");
    }
  }

  private static void topicsAreConfiguredByTheirNamesAndMadeOnce(EmbeddedKafka kafka)
      throws Exception {
    List<TopicDefinition> topics =
        List.of(
            TopicDefinition.named(EVENTS, 16),
            TopicDefinition.named("directory.commands.v1", 16),
            TopicDefinition.named("gateway.replies.v1", 16));
    kafka.createTopics(topics);
    kafka.createTopics(topics);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      Map<String, TopicDescription> found =
          admin
              .describeTopics(topics.stream().map(TopicDefinition::name).toList())
              .allTopicNames()
              .get(30, TimeUnit.SECONDS);
      assertThat(found.values()).allMatch(topic -> topic.partitions().size() == 16);
      assertThat(setting(admin, EVENTS, "flush.messages")).isEqualTo("1");
      assertThat(setting(admin, EVENTS, "retention.ms"))
          .isEqualTo(Long.toString(Duration.ofDays(90).toMillis()));
      assertThat(setting(admin, EVENTS, "segment.ms"))
          .as("whole segments are deleted, and an open one is none")
          .isEqualTo(Long.toString(Duration.ofDays(7).toMillis()));
      assertThat(setting(admin, EVENTS, "message.timestamp.type")).isEqualTo("LogAppendTime");
      assertThat(setting(admin, "directory.commands.v1", "retention.ms"))
          .isEqualTo(Long.toString(Duration.ofDays(7).toMillis()));

      kafka.createTopics(List.of(TopicDefinition.named(EVENTS, 16, null, Duration.ofDays(1))));
      // The broker learns of it a moment later.
      Awaitility.await()
          .untilAsserted(() -> assertThat(setting(admin, EVENTS, "retention.ms")).isEqualTo("-1"));
    }
  }

  private static String setting(Admin admin, String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin
        .describeConfigs(List.of(resource))
        .all()
        .get(30, TimeUnit.SECONDS)
        .get(resource)
        .get(name)
        .value();
  }

  private static void send(EmbeddedKafka kafka, String text) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(EVENTS, 0, null, text.getBytes(UTF_8)))
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static List<String> records(EmbeddedKafka kafka, int count) {
    List<String> texts = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(EVENTS, 0)));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(100))
                    .forEach(record -> texts.add(new String(record.value(), UTF_8)));
                return texts.size() >= count;
              });
    }
    return texts;
  }
}
