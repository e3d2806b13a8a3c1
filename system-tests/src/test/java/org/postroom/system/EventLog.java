package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.postroom.contract.message.EventEnvelope;

/**
 * A subscriber as the guarantees describe it: it reads an event topic from the beginning, drops per
 * organization what is not newer than the last (epoch, sequence), and insists on no gap, and on
 * equal bytes where an event comes twice. A new epoch begins with a snapshot.
 */
public final class EventLog {
  private static final String SNAPSHOT_STARTED = ".OrganizationSnapshotStarted.v1";

  private final Map<String, List<EventEnvelope>> byOrganization = new LinkedHashMap<>();
  private int repeats;

  private EventLog() {}

  /** Everything that is in the topic now. */
  public static EventLog read(String bootstrapServers, String topic) {
    EventLog log = new EventLog();
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      consumer.seekToBeginning(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          log.accept(record);
        }
      }
    }
    return log;
  }

  /** The organization's events, each once, in order. */
  public List<EventEnvelope> of(String organizationId) {
    return byOrganization.getOrDefault(organizationId, List.of());
  }

  /** Those that have events. */
  public Set<String> organizations() {
    return byOrganization.keySet();
  }

  /** How many records were repeats of an earlier one. */
  public int repeats() {
    return repeats;
  }

  private void accept(ConsumerRecord<String, byte[]> record) {
    EventEnvelope event =
        EventEnvelope.read(
            name -> {
              Header header = record.headers().lastHeader(name);
              return header == null ? null : header.value();
            },
            record.value());
    assertThat(record.key()).isEqualTo(event.organizationId());
    List<EventEnvelope> seen =
        byOrganization.computeIfAbsent(event.organizationId(), id -> new ArrayList<>());
    EventEnvelope last = seen.isEmpty() ? null : seen.get(seen.size() - 1);
    if (last != null && event.epoch() <= last.epoch() && isRepeat(seen, event, last)) {
      repeats++;
      return;
    }
    boolean newEpoch = last != null && event.epoch() > last.epoch();
    if (newEpoch) {
      assertThat(event.type()).as("what a new epoch begins with").endsWith(SNAPSHOT_STARTED);
    }
    assertThat(event.sequence())
        .as(
            "next sequence of %s in epoch %s at offset %s",
            event.organizationId(), event.epoch(), record.offset())
        .isEqualTo(last == null || newEpoch ? 1 : last.sequence() + 1);
    seen.add(event);
  }

  private static boolean isRepeat(
      List<EventEnvelope> seen, EventEnvelope event, EventEnvelope last) {
    if (event.epoch() == last.epoch() && event.sequence() > last.sequence()) {
      return false;
    }
    EventEnvelope first =
        seen.stream()
            .filter(e -> e.epoch() == event.epoch() && e.sequence() == event.sequence())
            .findFirst()
            .orElseThrow();
    assertThat(event.id()).as("a repeat has the id of the original").isEqualTo(first.id());
    assertThat(Arrays.equals(event.data(), first.data())).as("a repeat has equal bytes").isTrue();
    return true;
  }
}
