package org.postroom.kit.sealing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.postroom.contract.secret.SecretSealer;

/** The sealed members of a command's payload. */
public final class SealedMembers {
  private SealedMembers() {}

  /**
   * Replaces every text that looks sealed, in the node itself where that is possible.
   *
   * @param replacement of a member's name and its text; a text that a caller made look like a
   *     sealed one is to be given back as it is
   */
  public static JsonNode replace(JsonNode node, BinaryOperator<String> replacement) {
    return replace(node, null, replacement);
  }

  private static JsonNode replace(
      JsonNode node, String member, BinaryOperator<String> replacement) {
    if (node instanceof ObjectNode object) {
      List<Map.Entry<String, JsonNode>> members = new ArrayList<>();
      object.properties().forEach(members::add);
      members.forEach(
          entry ->
              object.set(entry.getKey(), replace(entry.getValue(), entry.getKey(), replacement)));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, replace(array.get(i), member, replacement));
      }
    } else if (node.isTextual() && SecretSealer.keyOf(node.textValue()) != null) {
      return TextNode.valueOf(replacement.apply(member, node.textValue()));
    }
    return node;
  }
}
