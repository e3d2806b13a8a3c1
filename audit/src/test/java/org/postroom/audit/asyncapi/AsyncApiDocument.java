package org.postroom.audit.asyncapi;

import static org.postroom.audit.asyncapi.AsyncApi.ordered;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.postroom.contract.event.EventCatalogues;

/**
 * The description of the topics that others read, as AsyncAPI 3, made of what the code knows: the
 * events' catalogues, records and golden examples, and the entries of the audit stream.
 */
final class AsyncApiDocument {
  private static final String INTRODUCTION =
      """
      Every change in Postroom is told in exactly one event, and every call leaves one audit record;
      both are CloudEvents 1.0 in Kafka's binary binding. docs/events.md says when each event is told
      and how to read the stream: drop what is not above the last (ce_epoch, ce_sequence) applied, and
      take a gap as a loss. docs/audit.md says the same of audit records, which are chained.
      """;

  private final Map<String, Object> channels = new LinkedHashMap<>();
  private final Map<String, Object> operations = new LinkedHashMap<>();
  private final Map<String, Object> messages = new LinkedHashMap<>();
  private final Map<String, Object> schemas = new TreeMap<>();

  /** The document as YAML. */
  static String yaml() {
    AsyncApiDocument document = new AsyncApiDocument();
    EventDescriptions events = new EventDescriptions(document);
    EventCatalogues.all().forEach(events::add);
    AuditDescription.add(document);
    try {
      return new ObjectMapper(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .build())
          .writeValueAsString(document.whole());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a topic that Postroom writes. */
  void channel(String name, Map<String, Object> channel) {
    channels.put(name, channel);
    operations.put(
        "follow-" + name,
        ordered("action", "send", "channel", Map.of("$ref", "#/channels/" + name)));
  }

  /** Adds a message under its type. */
  void message(String type, Map<String, Object> message) {
    messages.put(type, message);
  }

  /** Adds a schema, or puts another in its place. */
  void schema(String name, Map<String, Object> schema) {
    schemas.put(name, schema);
  }

  private Map<String, Object> whole() {
    return ordered(
        "asyncapi",
        "3.0.0",
        "info",
        ordered(
            "title",
            "Postroom events and audit records",
            "version",
            "1.0.0",
            "description",
            INTRODUCTION,
            "license",
            Map.of("name", "Apache-2.0")),
        "defaultContentType",
        "application/json",
        "channels",
        channels,
        "operations",
        operations,
        "components",
        ordered("messages", messages, "schemas", schemas));
  }
}
