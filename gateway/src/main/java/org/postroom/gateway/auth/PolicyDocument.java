package org.postroom.gateway.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.postroom.contract.access.TagCondition;
import org.postroom.contract.access.TagCondition.Operator;
import org.postroom.contract.access.TagStatements;

/**
 * Reads a policy in the form of AWS's policy documents. What is not understood is refused: a
 * statement that is passed over could have been a denial.
 */
final class PolicyDocument {
  private static final String TAG = "aws:ResourceTag/";
  private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
  private static final Set<String> STATEMENT_MEMBERS =
      Set.of("Sid", "Effect", "Action", "Resource", "Condition");

  private PolicyDocument() {}

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException with what is wrong about it, in words for an operator
   */
  static Policy read(JsonNode document) {
    require(document.isObject(), "it is no JSON object");
    onlyKnown(document, MEMBERS);
    JsonNode statements = document.get("Statement");
    require(statements != null, "it has no \"Statement\"");
    List<PolicyStatement> read = new ArrayList<>();
    for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
      read.add(statement(statement));
    }
    Policy policy = new Policy(read);
    require(
        !policy.dependsOnTags() || policy.lengthInHeader() <= TagStatements.MAX_ENCODED,
        "its statements and conditions are too many to travel with a call");
    return policy;
  }

  private static PolicyStatement statement(JsonNode statement) {
    require(statement.isObject(), "a statement is no JSON object");
    onlyKnown(statement, STATEMENT_MEMBERS);
    String effect = statement.path("Effect").asText();
    require(
        effect.equals("Allow") || effect.equals("Deny"),
        "a statement has an \"Effect\" that is neither \"Allow\" nor \"Deny\"");
    List<String> actions = texts(statement.get("Action"), "Action");
    for (String action : actions) {
      require(
          action.equals("*") || action.regionMatches(true, 0, "workmail:", 0, 9),
          "the action \"" + action + "\" is neither * nor workmail:…");
    }
    List<String> resources = texts(statement.get("Resource"), "Resource");
    for (String resource : resources) {
      require(
          resource.equals("*") || resource.startsWith("arn:"),
          "the resource \"" + resource + "\" is neither * nor an ARN");
    }
    return new PolicyStatement(
        effect.equals("Deny"), actions, resources, conditions(statement.get("Condition")));
  }

  private static List<TagCondition> conditions(JsonNode conditions) {
    List<TagCondition> read = new ArrayList<>();
    if (conditions == null) {
      return read;
    }
    require(
        conditions.isObject() && !conditions.isEmpty(),
        "a \"Condition\" is no JSON object with operators");
    for (Map.Entry<String, JsonNode> ofOperator : conditions.properties()) {
      Operator operator = operator(ofOperator.getKey());
      require(
          ofOperator.getValue().isObject() && !ofOperator.getValue().isEmpty(),
          "the condition operator \"" + ofOperator.getKey() + "\" has no keys");
      for (Map.Entry<String, JsonNode> ofKey : ofOperator.getValue().properties()) {
        String key = ofKey.getKey();
        require(
            key.regionMatches(true, 0, TAG, 0, TAG.length()) && key.length() > TAG.length(),
            "the condition key \"" + key + "\" is not offered, only " + TAG + "<key> is");
        read.add(
            new TagCondition(
                operator, key.substring(TAG.length()), texts(ofKey.getValue(), "Condition")));
      }
    }
    return read;
  }

  private static Operator operator(String name) {
    return Arrays.stream(Operator.values())
        .filter(operator -> operator.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the condition operator \""
                        + name
                        + "\" is not offered, only "
                        + Arrays.stream(Operator.values())
                            .map(Operator::wireName)
                            .collect(Collectors.joining(", "))
                        + " are"));
  }

  /** One text or a list of them, not empty. */
  private static List<String> texts(JsonNode value, String member) {
    require(value != null, "a statement has no \"" + member + '"');
    List<JsonNode> all =
        value.isArray()
            ? StreamSupport.stream(value.spliterator(), false).toList()
            : List.of(value);
    require(
        !all.isEmpty() && all.stream().allMatch(JsonNode::isTextual),
        "a statement's \"" + member + "\" is neither a text nor a list of texts");
    return all.stream().map(JsonNode::textValue).toList();
  }

  private static void onlyKnown(JsonNode object, Set<String> known) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> require(known.contains(name), "the member \"" + name + "\" is not offered"));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
