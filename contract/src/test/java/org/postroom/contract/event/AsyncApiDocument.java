package org.postroom.contract.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The description of the event topics as AsyncAPI 3, made of what the code knows: the catalogues of
 * the contexts, the records of the events and their golden examples.
 */
final class AsyncApiDocument {
  private static final String INTRODUCTION =
      """
      Every change in Postroom is told in exactly one event, a CloudEvent 1.0 in Kafka's binary
      binding. docs/events.md says when each event is told and how to read the stream: drop what is
      not above the last (ce_epoch, ce_sequence) applied, and take a gap as a loss.
      """;
  private static final String HEADERS = "CloudEventHeaders";
  private static final Map<Class<?>, String> SIMPLE_TYPES =
      Map.of(
          String.class, "string",
          Instant.class, "number",
          boolean.class, "boolean",
          Boolean.class, "boolean",
          int.class, "integer",
          Integer.class, "integer",
          long.class, "integer",
          Long.class, "integer");

  private final Map<String, String> whenTold = EventDocumentationTest.whenTold();
  private final Map<String, Object> channels = new LinkedHashMap<>();
  private final Map<String, Object> operations = new LinkedHashMap<>();
  private final Map<String, Object> messages = new LinkedHashMap<>();
  private final Map<String, Object> schemas = new TreeMap<>();

  private AsyncApiDocument() {}

  /** The document as YAML. */
  static String yaml() {
    AsyncApiDocument document = new AsyncApiDocument();
    EventCatalogues.all().forEach(document::add);
    try {
      return new ObjectMapper(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .build())
          .writeValueAsString(document.whole());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> whole() {
    schemas.put(HEADERS, headers());
    return ordered(
        "asyncapi",
        "3.0.0",
        "info",
        ordered(
            "title",
            "Postroom events",
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

  private void add(EventCatalogue catalogue) {
    String context = catalogue.context().wireName();
    Map<String, Object> told = new LinkedHashMap<>();
    for (EventType<?> type : catalogue.types()) {
      told.put(type.wireName(), reference("messages", type.wireName()));
      messages.put(type.wireName(), message(type));
    }
    channels.put(
        context,
        ordered(
            "address",
            context + ".events.v1",
            "description",
            "The events of the "
                + context
                + " context. The key is the organization's id: all of an organization are in"
                + " one partition, in order.",
            "messages",
            told,
            "bindings",
            Map.of("kafka", Map.of("bindingVersion", "0.5.0"))));
    operations.put(
        "follow-" + context,
        ordered("action", "send", "channel", Map.of("$ref", "#/channels/" + context)));
  }

  private Map<String, Object> message(EventType<?> type) {
    return ordered(
        "name", type.wireName(),
        "title", type.wireName().split("\\.")[3],
        "summary", whenTold.get(type.wireName()),
        "contentType", "application/json",
        "headers", reference("schemas", HEADERS),
        "payload", record(type.dataType()),
        "examples", List.of(Map.of("payload", example(type))),
        "bindings",
            Map.of(
                "kafka",
                ordered(
                    "key",
                    ordered("type", "string", "description", "The organization's id."),
                    "bindingVersion",
                    "0.5.0")));
  }

  private static Map<String, Object> headers() {
    Map<String, Object> headers = new LinkedHashMap<>();
    Stream.of(
            "specversion: Always 1.0.",
            "id: The event's id; the same when it is told again.",
            "source: The context that tells it.",
            "type: One of the names of the messages here.",
            "time: When it was decided, RFC 3339.",
            "organizationid: Whose it is.",
            "account: The account of the organization.",
            "epoch: Raised when the context's database was restored.",
            "sequence: Counts the organization's events of an epoch from 1 without gaps.",
            "causationid: The command that caused it.")
        .map(row -> row.split(": ", 2))
        .forEach(
            row -> headers.put("ce_" + row[0], ordered("type", "string", "description", row[1])));
    List<String> required = List.copyOf(headers.keySet());
    headers.put(
        "ce_retold",
        ordered(
            "type",
            "string",
            "const",
            "true",
            "description",
            "Part of a retelling: whoever has applied everything before only counts it."));
    return ordered(
        "type",
        "object",
        "description",
        "Attributes of CloudEvents 1.0 and of Postroom, as text.",
        "required",
        required,
        "properties",
        headers);
  }

  private Map<String, Object> record(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = EventDocumentationTest.member(component);
      properties.put(name, schema(component.getGenericType()));
      if (component.getType().isPrimitive()) {
        required.add(name);
      }
    }
    Map<String, Object> schema = ordered("type", "object", "properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private Object schema(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return ordered("type", "array", "items", schema(list.getActualTypeArguments()[0]));
    }
    Class<?> known = (Class<?>) type;
    if (known.isEnum()) {
      return ordered(
          "type",
          "string",
          "enum",
          Stream.of(known.getEnumConstants()).map(Object::toString).toList());
    }
    if (known.isRecord()) {
      schemas.computeIfAbsent(known.getSimpleName(), name -> Map.of());
      schemas.put(known.getSimpleName(), record(known));
      return reference("schemas", known.getSimpleName());
    }
    String simple = SIMPLE_TYPES.get(known);
    if (simple == null) {
      throw new IllegalStateException(known + " has no place in a schema yet");
    }
    return known == Instant.class
        ? ordered("type", simple, "description", "Seconds since 1970, with milliseconds.")
        : ordered("type", simple);
  }

  private static JsonNode example(EventType<?> type) {
    try (InputStream golden =
        AsyncApiDocument.class.getResourceAsStream("/events/" + type.wireName() + ".json")) {
      return new ObjectMapper().readTree(golden);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> reference(String kind, String name) {
    return Map.of("$ref", "#/components/" + kind + "/" + name);
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
