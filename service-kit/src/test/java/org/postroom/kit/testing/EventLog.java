package org.postroom.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;

/** A subscriber to the events of a context: repeats are dropped, gaps fail the test. */
public final class EventLog implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final EventCatalogue catalogue;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<EventEnvelope> envelopes = new ArrayList<>();

  /**
   * @param catalogue of the context whose events are followed
   */
  public EventLog(String bootstrapServers, EventCatalogue catalogue) {
    this.catalogue = catalogue;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(catalogue.context().eventTopic()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** The organization's events once there are so many of them, and no fewer. */
  public List<Record> await(String organizationId, int count) {
    awaitAtLeast(organizationId, count);
    List<Record> events = of(organizationId);
    assertThat(events).hasSize(count);
    return events;
  }

  /** The organization's only event of this type, once there is one. */
  public <E extends Record> E awaitOne(String organizationId, Class<E> type) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              poll();
              assertThat(of(organizationId)).hasAtLeastOneElementOfType(type);
            });
    return of(organizationId).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .reduce(
            (one, other) -> {
              throw new AssertionError("more than one " + type.getSimpleName());
            })
        .orElseThrow();
  }

  /** The organization's events so far. */
  public List<Record> all(String organizationId) {
    poll();
    return of(organizationId);
  }

  /** The organization's first event. */
  public Record awaitAny(String organizationId) {
    awaitAtLeast(organizationId, 1);
    return of(organizationId).get(0);
  }

  /** The accounts that the organization's events name. */
  public List<String> accounts(String organizationId) {
    return envelopesOf(organizationId).stream().map(EventEnvelope::account).distinct().toList();
  }

  private void awaitAtLeast(String organizationId, int count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              poll();
              assertThat(of(organizationId)).hasSizeGreaterThanOrEqualTo(count);
            });
  }

  private List<Record> of(String organizationId) {
    return envelopesOf(organizationId).stream().map(this::data).toList();
  }

  private List<EventEnvelope> envelopesOf(String organizationId) {
    return envelopes.stream()
        .filter(envelope -> envelope.organizationId().equals(organizationId))
        .toList();
  }

  /** Reads up to what is published now. */
  private void poll() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    do {
      consumer.poll(Duration.ofMillis(50)).forEach(this::take);
    } while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue()));
  }

  private void take(ConsumerRecord<String, byte[]> message) {
    EventEnvelope envelope =
        EventEnvelope.read(
            name -> {
              Header header = message.headers().lastHeader(name);
              return header == null ? null : header.value();
            },
            message.value());
    long last = envelopesOf(message.key()).size();
    if (envelope.sequence() > last) {
      assertThat(envelope.sequence()).isEqualTo(last + 1);
      envelopes.add(envelope);
    }
  }

  private Record data(EventEnvelope envelope) {
    return Json.read(
        envelope.data(), catalogue.byWireName(envelope.type()).orElseThrow().dataType());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
