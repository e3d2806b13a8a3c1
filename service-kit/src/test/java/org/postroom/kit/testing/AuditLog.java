package org.postroom.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.postroom.audit.ChainEntry;
import org.postroom.audit.EntryType;
import org.postroom.audit.verify.ChainCheck;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Topics;

/** The audit topic from its beginning, as far as it was read. */
public final class AuditLog implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ChainEntry> entries = new ArrayList<>();

  public AuditLog(String servers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "enable.auto.commit", false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.AUDIT).stream()
            .map(info -> new TopicPartition(Topics.AUDIT, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Every entry by now, repeats included. */
  public List<ChainEntry> entries() {
    boolean atEnd = false;
    while (!atEnd) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
        entries.add(ChainEntry.read(name -> header(record, name), record.value()));
      }
      atEnd =
          consumer.endOffsets(consumer.assignment()).entrySet().stream()
              .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
    return List.copyOf(entries);
  }

  /** The records of calls about an organization by now, repeats dropped. */
  public List<JsonNode> records(String organizationId) {
    Set<String> seen = new HashSet<>();
    return entries().stream()
        .filter(entry -> entry.type() == EntryType.RECORD)
        .filter(entry -> seen.add(entry.writer() + ' ' + entry.number()))
        .map(AuditLog::json)
        .filter(
            record ->
                organizationId.equals(
                    record.path("requestParameters").path("organizationId").textValue()))
        .toList();
  }

  /** Fails when anything is wrong with any chain. */
  public void assertWhole() {
    ChainCheck check = new ChainCheck();
    entries().forEach(check::accept);
    if (check.needsSecondReading()) {
      entries.forEach(check::acceptAgain);
    }
    assertThat(check.findings()).isEmpty();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static JsonNode json(ChainEntry entry) {
    try {
      return Json.mapper().readTree(entry.data());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : header.value();
  }
}
