package org.postroom.benchmarks.floor;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What Kafka does without Postroom: from the send of a record to its receipt, one at a time. */
public final class KafkaFloor {
  private static final String TOPIC = "benchmark.round-trip";
  private static final int ROUNDS = 5000;
  private static final int WARM_UP_ROUNDS = 3000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private KafkaFloor() {}

  /** The median time from send to receipt, in microseconds, with acks=all and no linger. */
  public static long roundTripMicros(String bootstrapServers)
      throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    Map<String, Object> producing =
        Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "0");
    Map<String, Object> consuming =
        Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false");
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return median(producer, consumer);
    }
  }

  private static long median(
      KafkaProducer<byte[], byte[]> producer, KafkaConsumer<byte[], byte[]> consumer) {
    byte[] value = new byte[200];
    long[] nanos = new long[ROUNDS];
    for (int i = -WARM_UP_ROUNDS; i < ROUNDS; i++) {
      long start = System.nanoTime();
      producer.send(new ProducerRecord<>(TOPIC, value));
      if (consumer.poll(PATIENCE).isEmpty()) {
        throw new IllegalStateException("Kafka did not deliver a record");
      }
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return nanos[ROUNDS / 2] / 1000;
  }
}
