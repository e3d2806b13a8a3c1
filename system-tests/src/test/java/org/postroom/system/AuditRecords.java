package org.postroom.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.postroom.audit.ChainEntry;
import org.postroom.audit.EntryType;
import org.postroom.audit.verify.AuditTopicReader;
import org.postroom.contract.json.Json;

/** The records of calls that an auditor finds who reads the audit topic from its beginning. */
public final class AuditRecords implements AuditTopicReader.Sink {
  private final Set<String> seen = new HashSet<>();
  private final Set<String> awaited;
  private final Consumer<JsonNode> each;

  private AuditRecords(Collection<String> awaited, Consumer<JsonNode> each) {
    this.awaited = new HashSet<>(awaited);
    this.each = each;
  }

  /**
   * Reads what is in the topic now, and on until there is a record of each awaited request: a
   * gateway's may still be on its disk.
   *
   * @param awaited request ids
   * @param patience how long is read on for them
   * @param each gets all records, each once: there may be too many to keep
   * @return the requests without a record
   */
  public static Set<String> read(
      String bootstrapServers,
      Collection<String> awaited,
      Duration patience,
      Consumer<JsonNode> each) {
    AuditRecords records = new AuditRecords(awaited, each);
    try (AuditTopicReader reader =
        new AuditTopicReader(Map.of("bootstrap.servers", bootstrapServers))) {
      reader.readAll(records);
      reader.readOn(records.awaited::isEmpty, patience, records);
    }
    return records.awaited;
  }

  /** Which request a record is of. */
  public static String requestOf(JsonNode record) {
    return record.path("requestID").asText();
  }

  @Override
  public void entry(ChainEntry entry, TopicPartition partition, long offset) {
    boolean isNew = seen.add(entry.writer() + ' ' + entry.number());
    if (isNew && entry.type() == EntryType.RECORD) {
      try {
        JsonNode record = Json.mapper().readTree(entry.data());
        each.accept(record);
        awaited.remove(requestOf(record));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void unreadable(TopicPartition partition, long offset) {
    throw new AssertionError("no audit entry: " + partition + " offset " + offset);
  }
}
