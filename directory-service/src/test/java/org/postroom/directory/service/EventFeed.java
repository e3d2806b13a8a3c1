package org.postroom.directory.service;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;

/**
 * A subscriber of the directory's events. It drops repeats and fails at a gap, as every subscriber
 * may.
 */
final class EventFeed {
  private final Map<String, List<Record>> byOrganization = new ConcurrentHashMap<>();
  private final Map<String, Long> last = new ConcurrentHashMap<>();
  private final List<String> raw = new CopyOnWriteArrayList<>();
  private final List<Consumer<Received>> listeners = new CopyOnWriteArrayList<>();
  private final Map<TopicPartition, Long> read = new ConcurrentHashMap<>();
  private final List<TopicPartition> partitions;
  private final KafkaConsumer<String, byte[]> consumer;

  /** Only asks where the topic ends. */
  private final KafkaConsumer<String, byte[]> looking;

  private volatile String gap;

  /** An event and whose it is. */
  record Received(String organizationId, Record event) {}

  EventFeed(String bootstrapServers, int partitions) {
    String topic = BoundedContext.DIRECTORY.eventTopic();
    this.partitions =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    consumer = consumer(bootstrapServers);
    consumer.assign(this.partitions);
    looking = consumer(bootstrapServers);
    Thread thread = new Thread(this::follow, "test-event-feed");
    thread.setDaemon(true);
    thread.start();
  }

  private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  void listen(Consumer<Received> listener) {
    listeners.add(listener);
  }

  /** What has happened in an organization, in order, up to what is published now. */
  List<Record> of(String organizationId) {
    awaitPresentEnd();
    if (gap != null) {
      throw new AssertionError(gap);
    }
    return List.copyOf(byOrganization.getOrDefault(organizationId, List.of()));
  }

  /** Every event's bytes as text, with its headers. */
  List<String> raw() {
    return List.copyOf(raw);
  }

  private void awaitPresentEnd() {
    Map<TopicPartition, Long> ends;
    synchronized (looking) {
      ends = looking.endOffsets(partitions);
    }
    Awaitility.await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () ->
                ends.entrySet().stream()
                    .allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue()));
  }

  private void follow() {
    while (true) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
        take(record);
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    apply(record);
    read.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
  }

  private void apply(ConsumerRecord<String, byte[]> record) {
    EventEnvelope event =
        EventEnvelope.read(
            name -> {
              Header header = record.headers().lastHeader(name);
              return header == null ? null : header.value();
            },
            record.value());
    raw.add(record.headers() + new String(record.value(), StandardCharsets.UTF_8));
    long before = last.getOrDefault(event.organizationId(), 0L);
    if (event.sequence() <= before) {
      return;
    }
    if (event.sequence() != before + 1) {
      gap = "a gap before " + event;
    }
    last.put(event.organizationId(), event.sequence());
    Record data =
        Json.read(
            event.data(),
            DirectoryEvents.CATALOGUE.byWireName(event.type()).orElseThrow().dataType());
    byOrganization
        .computeIfAbsent(event.organizationId(), id -> new CopyOnWriteArrayList<>())
        .add(data);
    listeners.forEach(listener -> listener.accept(new Received(event.organizationId(), data)));
  }
}
