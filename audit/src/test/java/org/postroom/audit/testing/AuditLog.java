package org.postroom.audit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.postroom.audit.ChainEntry;
import org.postroom.audit.EntryType;
import org.postroom.audit.verify.AuditTopicReader;
import org.postroom.audit.verify.ChainCheck;
import org.postroom.contract.json.Json;

/** The audit topic from its beginning, for tests of all modules. */
public final class AuditLog implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final AuditTopicReader reader;
  private final List<ChainEntry> entries = new ArrayList<>();
  private Map<TopicPartition, Long> position;

  public AuditLog(String bootstrapServers) {
    reader = new AuditTopicReader(Map.of("bootstrap.servers", bootstrapServers));
    position = reader.beginnings();
  }

  /** Every entry by now, repeats included, each writer's in the topic's order. */
  public List<ChainEntry> entries() {
    Map<TopicPartition, Long> ends = reader.ends();
    reader.readTo(position, ends, new Reading());
    position = ends;
    return List.copyOf(entries);
  }

  /** The records by now, repeats dropped. */
  public List<JsonNode> records() {
    Set<String> seen = new HashSet<>();
    return entries().stream()
        .filter(entry -> entry.type() == EntryType.RECORD)
        .filter(entry -> seen.add(entry.writer() + ' ' + entry.number()))
        .map(AuditLog::json)
        .toList();
  }

  /** The records of calls about an organization by now. */
  public List<JsonNode> records(String organizationId) {
    return records().stream()
        .filter(
            record ->
                organizationId.equals(
                    record.path("requestParameters").path("organizationId").textValue()))
        .toList();
  }

  /** The records of an attempt by now. */
  public List<JsonNode> of(String requestId) {
    return records().stream()
        .filter(record -> record.path("requestID").asText().equals(requestId))
        .toList();
  }

  /** The records of this name by now. */
  public List<JsonNode> named(String eventName) {
    return records().stream()
        .filter(record -> record.path("eventName").asText().equals(eventName))
        .toList();
  }

  /** Waits for the one record of an attempt. */
  public JsonNode awaitOne(String requestId) {
    await().atMost(PATIENCE).until(() -> !of(requestId).isEmpty());
    List<JsonNode> found = of(requestId);
    assertThat(found).hasSize(1);
    return found.get(0);
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
    reader.close();
  }

  private static JsonNode json(ChainEntry entry) {
    try {
      return Json.mapper().readTree(entry.data());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Reading implements AuditTopicReader.Sink {
    @Override
    public void entry(ChainEntry entry, TopicPartition partition, long offset) {
      entries.add(entry);
    }

    @Override
    public void unreadable(TopicPartition partition, long offset) {
      throw new AssertionError("no entry at " + partition + " offset " + offset);
    }
  }
}
