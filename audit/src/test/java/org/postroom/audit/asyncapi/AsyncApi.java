package org.postroom.audit.asyncapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pieces of an AsyncAPI 3 document. */
final class AsyncApi {
  private static final String KAFKA_BINDING = "0.5.0";

  private AsyncApi() {}

  /** An object with its members in this order: name, value, name, value, … */
  static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  /** A reference to a component. */
  static Map<String, Object> reference(String kind, String name) {
    return Map.of("$ref", "#/components/" + kind + "/" + name);
  }

  /** A topic. */
  static Map<String, Object> channel(String topic, String description, List<String> messages) {
    Map<String, Object> told = new LinkedHashMap<>();
    messages.forEach(name -> told.put(name, reference("messages", name)));
    return ordered(
        "address",
        topic,
        "description",
        description,
        "messages",
        told,
        "bindings",
        Map.of("kafka", Map.of("bindingVersion", KAFKA_BINDING)));
  }

  /**
   * A message, named as its type of CloudEvent.
   *
   * @param headers the schema of its headers
   */
  static Map<String, Object> message(
      String type, String summary, String headers, Object payload, Object example, String key) {
    return ordered(
        "name",
        type,
        "title",
        type.split("\\.")[3],
        "summary",
        summary,
        "contentType",
        "application/json",
        "headers",
        reference("schemas", headers),
        "payload",
        payload,
        "examples",
        List.of(example),
        "bindings",
        Map.of(
            "kafka",
            ordered(
                "key",
                ordered("type", "string", "description", key),
                "bindingVersion",
                KAFKA_BINDING)));
  }

  /** The schema of an object. */
  static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
    Map<String, Object> schema = ordered("type", "object", "properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  /** The schema of headers, which are texts. */
  static Map<String, Object> headers(String description, Map<String, String> descriptions) {
    Map<String, Object> properties = new LinkedHashMap<>();
    descriptions.forEach(
        (name, text) -> properties.put(name, ordered("type", "string", "description", text)));
    return ordered(
        "type",
        "object",
        "description",
        description,
        "required",
        List.copyOf(properties.keySet()),
        "properties",
        properties);
  }
}
