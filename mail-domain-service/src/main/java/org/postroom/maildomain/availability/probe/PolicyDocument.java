package org.postroom.maildomain.availability.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postroom.contract.json.Json;
import org.postroom.maildomain.availability.model.FunctionPolicy;
import org.postroom.maildomain.availability.model.FunctionPolicy.Condition;
import org.postroom.maildomain.availability.model.FunctionPolicy.Statement;

/** Reads resource policies in AWS's JSON. */
final class PolicyDocument {
  private static final String ANY = "*";

  private PolicyDocument() {}

  /**
   * The policy in a text.
   *
   * @throws ProbeFailed when it is no policy
   */
  static FunctionPolicy read(String text) {
    try {
      return new FunctionPolicy(
          each(Json.mapper().readTree(text).path("Statement")).stream()
              .map(PolicyDocument::statement)
              .toList());
    } catch (JsonProcessingException e) {
      throw new ProbeFailed("The function's policy cannot be read");
    }
  }

  private static Statement statement(JsonNode statement) {
    JsonNode principal = statement.path("Principal");
    List<String> services = texts(principal.path("Service"));
    // Without the member the statement names whom it is not about.
    boolean anybody =
        principal.isMissingNode()
            || principal.asText().equals(ANY)
            || services.contains(ANY)
            || texts(principal.path("AWS")).contains(ANY);
    return new Statement(
        statement.path("Effect").asText().equals("Allow"),
        anybody,
        services,
        statement.has("Action") ? texts(statement.path("Action")) : List.of(ANY),
        conditions(statement.path("Condition")));
  }

  private static List<Condition> conditions(JsonNode operators) {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : operators.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        conditions.add(new Condition(operator.getKey(), key.getKey(), texts(key.getValue())));
      }
    }
    return conditions;
  }

  private static List<String> texts(JsonNode oneOrMore) {
    return each(oneOrMore).stream().map(JsonNode::asText).toList();
  }

  private static List<JsonNode> each(JsonNode oneOrMore) {
    List<JsonNode> nodes = new ArrayList<>();
    if (oneOrMore.isArray()) {
      oneOrMore.forEach(nodes::add);
    } else if (!oneOrMore.isMissingNode() && !oneOrMore.isNull()) {
      nodes.add(oneOrMore);
    }
    return nodes;
  }
}
