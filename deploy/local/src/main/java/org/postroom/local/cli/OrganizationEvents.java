package org.postroom.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;

/**
 * One organization's events over all event topics, each once: topics may hold an event twice, so
 * what is not newer than the last one of its source is dropped, as any subscriber does.
 */
final class OrganizationEvents implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String organizationId;
  private final Map<String, EventEnvelope> last = new HashMap<>();

  OrganizationEvents(String bootstrapServers, String organizationId, boolean fromBeginning) {
    this.organizationId = organizationId;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (BoundedContext context : BoundedContext.values()) {
      String topic = context.eventTopic();
      int count = consumer.partitionsFor(topic).size();
      // Kafka's own partitioner: the key alone says where an organization's records are.
      int partition = Utils.toPositive(Utils.murmur2(organizationId.getBytes(UTF_8))) % count;
      partitions.add(new TopicPartition(topic, partition));
    }
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
  }

  /**
   * Prints the events that exist when it is called, by time over all contexts, and then, if asked
   * to follow, new ones as they come.
   */
  void print(PrintWriter out, boolean follow) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    Backlog backlog = new Backlog(ends.keySet());
    boolean complete = false;
    while (!complete) {
      poll(backlog::add);
      Set<TopicPartition> read = new HashSet<>();
      ends.forEach(
          (partition, end) -> {
            if (consumer.position(partition) >= end) {
              read.add(partition);
            }
          });
      backlog.inOrder(read).forEach(event -> print(out, event));
      consumer.pause(backlog.full());
      consumer.resume(backlog.notFull());
      out.flush();
      complete = read.size() == ends.size() && backlog.isEmpty();
    }
    while (follow) {
      poll((partition, event) -> print(out, event));
      out.flush();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void poll(BiConsumer<TopicPartition, EventEnvelope> sink) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      if (record.key() != null && organizationId.equals(new String(record.key(), UTF_8))) {
        sink.accept(new TopicPartition(record.topic(), record.partition()), envelope(record));
      }
    }
  }

  private static EventEnvelope envelope(ConsumerRecord<byte[], byte[]> record) {
    return EventEnvelope.read(
        name -> {
          Header header = record.headers().lastHeader(name);
          return header == null ? null : header.value();
        },
        record.value());
  }

  private void print(PrintWriter out, EventEnvelope event) {
    EventEnvelope before = last.get(event.source());
    if (before != null && !isNewer(event, before)) {
      return;
    }
    last.put(event.source(), event);
    String source = event.source().substring(event.source().lastIndexOf('/') + 1);
    out.printf(
        "%s  %-11s %d/%-5d %s%n    %s%n",
        event.time(),
        source,
        event.epoch(),
        event.sequence(),
        event.type(),
        new String(event.data(), UTF_8));
  }

  private static boolean isNewer(EventEnvelope event, EventEnvelope before) {
    return event.epoch() != before.epoch()
        ? event.epoch() > before.epoch()
        : event.sequence() > before.sequence();
  }
}
