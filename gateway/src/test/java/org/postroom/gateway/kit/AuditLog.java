package org.postroom.gateway.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.postroom.audit.ChainEntry;
import org.postroom.audit.EntryType;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Topics;

/** The audit topic from its beginning. */
public final class AuditLog implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Map<Long, ChainEntry>> chains = new TreeMap<>();

  public AuditLog(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        IntStream.range(0, GatewayWorld.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(Topics.AUDIT, partition))
            .toList());
  }

  /** The records there are by now, each once. */
  public List<JsonNode> records() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      ChainEntry entry =
          ChainEntry.read(
              name -> {
                Header header = record.headers().lastHeader(name);
                return header == null ? null : header.value();
              },
              record.value());
      chains.computeIfAbsent(entry.writer(), writer -> new TreeMap<>()).put(entry.number(), entry);
    }
    List<JsonNode> records = new ArrayList<>();
    for (Map<Long, ChainEntry> chain : chains.values()) {
      for (ChainEntry entry : chain.values()) {
        if (entry.type() == EntryType.RECORD) {
          records.add(json(entry.data()));
        }
      }
    }
    return records;
  }

  /** The records of an attempt there are by now. */
  public List<JsonNode> of(String requestId) {
    return records().stream()
        .filter(record -> record.path("requestID").asText().equals(requestId))
        .toList();
  }

  /** Waits for the one record of an attempt. */
  public JsonNode awaitOne(String requestId) {
    await().atMost(PATIENCE).until(() -> !of(requestId).isEmpty());
    List<JsonNode> found = of(requestId);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** Every chain has all its numbers, each with a right hash of what was before it. */
  public void assertChainsAreWhole() {
    MessageDigest sha256 = sha256();
    chains.forEach(
        (writer, chain) -> {
          long number = 0;
          String previous = null;
          for (ChainEntry entry : chain.values()) {
            assertThat(entry.number()).as(writer).isEqualTo(++number);
            assertThat(entry.isIntact(sha256)).as(writer).isTrue();
            if (previous != null) {
              assertThat(entry.previous()).as(writer).isEqualTo(previous);
            }
            previous = entry.hash();
          }
        });
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(byte[] data) {
    try {
      return Json.mapper().readTree(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
