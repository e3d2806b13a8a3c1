package org.postroom.audit.asyncapi;

import static org.postroom.audit.asyncapi.AsyncApi.ordered;
import static org.postroom.audit.asyncapi.AsyncApi.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.stream.Stream;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.event.EventTable;
import org.postroom.contract.event.EventType;

/** The topics of the contexts' events. */
final class EventDescriptions {
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

  private final Map<String, String> whenTold = EventTable.whenTold();
  private final AsyncApiDocument document;

  EventDescriptions(AsyncApiDocument document) {
    this.document = document;
    document.schema(HEADERS, headers());
  }

  /** Describes the events of a context. */
  void add(EventCatalogue catalogue) {
    String context = catalogue.context().wireName();
    for (EventType<?> type : catalogue.types()) {
      document.message(
          type.wireName(),
          AsyncApi.message(
              type.wireName(),
              whenTold.get(type.wireName()),
              HEADERS,
              record(type.dataType()),
              Map.of("payload", example(type)),
              "The organization's id."));
    }
    document.channel(
        context,
        AsyncApi.channel(
            context + ".events.v1",
            "The events of the "
                + context
                + " context. The key is the organization's id: all of an organization are in"
                + " one partition, in order.",
            catalogue.types().stream().map(EventType::wireName).toList()));
  }

  private static Map<String, Object> headers() {
    Map<String, String> required = new LinkedHashMap<>();
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
        .forEach(row -> required.put("ce_" + row[0], row[1]));
    Map<String, Object> schema =
        AsyncApi.headers("Attributes of CloudEvents 1.0 and of Postroom, as text.", required);
    @SuppressWarnings("unchecked")
    Map<String, Object> properties = (Map<String, Object>) schema.get("properties");
    properties.put(
        "ce_retold",
        ordered(
            "type",
            "string",
            "const",
            "true",
            "description",
            "Part of a retelling: whoever has applied everything before only counts it."));
    return schema;
  }

  private Map<String, Object> record(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = EventTable.member(component);
      properties.put(name, schema(component.getGenericType()));
      if (component.getType().isPrimitive()) {
        required.add(name);
      }
    }
    return AsyncApi.object(properties, required);
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
      document.schema(known.getSimpleName(), record(known));
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
        EventTable.class.getResourceAsStream("/events/" + type.wireName() + ".json")) {
      return new ObjectMapper().readTree(golden);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
