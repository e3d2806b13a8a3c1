package org.postroom.kit.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.postroom.contract.json.Json;

/** An organization's tags as their column holds them: a JSON object of values by key. */
final class TagsText {
  /** No tags. */
  static final String NONE = "{}";

  private TagsText() {}

  static Map<String, String> read(String text) {
    Map<String, String> tags = new TreeMap<>();
    Json.read(text.getBytes(UTF_8), JsonNode.class)
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().textValue()));
    return tags;
  }

  /** The text after a change of the tags. */
  static String changed(String text, Consumer<Map<String, String>> change) {
    Map<String, String> tags = read(text == null ? NONE : text);
    change.accept(tags);
    return new String(Json.write(tags), UTF_8);
  }
}
