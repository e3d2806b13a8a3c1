package org.postroom.directory.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;

/** The service, answering in the reference's words: ids are symbols, dates are only set or not. */
public abstract class RealDirectory {
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
  private static final Set<String> LOWERED = Set.of("Email", "Aliases");
  private static final Set<String> LEFT_OUT =
      Set.of(
          "BookingOptions.AutoDeclineConflictingRequests",
          "BookingOptions.AutoDeclineRecurringRequests");

  private final String organization;
  private final Map<String, String> idsBySymbol = new HashMap<>();
  private final Map<String, String> symbolsById = new HashMap<>();

  protected RealDirectory(String organization) {
    this.organization = organization;
  }

  /**
   * Calls an operation.
   *
   * @throws OperationRejected when it is refused
   */
  protected abstract <Q, R> R call(Operation<Q, R> operation, Q request);

  /** What the call comes to: {@code ok} and what is answered, or the name of an error. */
  final String answer(Step step) {
    Operation<?, ?> operation = OperationTable.byName(step.operation()).orElseThrow();
    try {
      JsonNode response = Json.mapper().valueToTree(response(operation, step));
      if (step.operation().startsWith("Create") && !response.isEmpty()) {
        String id = response.elements().next().asText();
        idsBySymbol.put(step.symbol(), id);
        symbolsById.put(id, step.symbol());
      }
      return "ok " + normalised(step.operation(), response);
    } catch (OperationRejected e) {
      return e.code().wireName();
    }
  }

  private <Q, R> R response(Operation<Q, R> operation, Step step) {
    Map<String, Object> members = new HashMap<>(step.members());
    members.replaceAll(
        (name, value) ->
            value instanceof String text && text.startsWith("#")
                ? idsBySymbol.getOrDefault(text, NOBODY)
                : value);
    members.put("OrganizationId", organization);
    return call(operation, Json.mapper().convertValue(members, operation.requestType()));
  }

  private Map<String, String> normalised(String operation, JsonNode response) {
    return switch (operation) {
      case "ListMailboxPermissions" -> Map.of("Permissions", permissions(response).toString());
      case "ListGroupMembers" -> Map.of("Members", ids(response.path("Members"), "Id"));
      case "ListResourceDelegates" -> Map.of("Delegates", ids(response.path("Delegates"), "Id"));
      case "ListGroupsForEntity" -> Map.of("Groups", groups(response.path("Groups")));
      case "ListUsers" -> Map.of("Listed", listed(response.path("Users")));
      case "ListGroups" -> Map.of("Listed", listed(response.path("Groups")));
      case "ListResources" -> Map.of("Listed", listed(response.path("Resources")));
      default -> {
        Map<String, String> flat = new TreeMap<>();
        flatten("", response, flat);
        flat.keySet().removeAll(LEFT_OUT);
        yield flat;
      }
    };
  }

  private Map<String, List<String>> permissions(JsonNode response) {
    Map<String, List<String>> permissions = new TreeMap<>();
    for (JsonNode permission : response.path("Permissions")) {
      List<String> values = new ArrayList<>();
      permission.get("PermissionValues").forEach(value -> values.add(value.asText()));
      permissions.put(symbol(permission.get("GranteeId")), values.stream().sorted().toList());
    }
    return permissions;
  }

  private String groups(JsonNode groups) {
    List<String> texts = new ArrayList<>();
    groups.forEach(
        group -> texts.add(symbol(group.get("GroupId")) + " " + group.get("GroupName").asText()));
    return texts.stream().sorted().toList().toString();
  }

  /** In the order in which they are listed. */
  private String listed(JsonNode items) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items) {
      texts.add(
          String.join(
              " ",
              symbol(item.get("Id")),
              item.get("Name").asText(),
              item.get("State").asText(),
              item.hasNonNull("Email") ? lower(item.get("Email").asText()) : "null",
              item.hasNonNull("EnabledDate") + "/" + item.hasNonNull("DisabledDate")));
    }
    return texts.toString();
  }

  private String ids(JsonNode items, String member) {
    List<String> ids = new ArrayList<>();
    items.forEach(item -> ids.add(symbol(item.get(member))));
    return ids.stream().sorted().toList().toString();
  }

  private void flatten(String prefix, JsonNode response, Map<String, String> flat) {
    response
        .properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              if (value.isObject()) {
                flatten(prefix + member.getKey() + ".", value, flat);
              } else {
                flat.put(prefix + member.getKey(), text(member.getKey(), value));
              }
            });
  }

  private String text(String member, JsonNode value) {
    if (member.endsWith("Date")) {
      return "set";
    }
    if (value.isArray()) {
      List<String> texts = new ArrayList<>();
      value.forEach(item -> texts.add(text(member, item)));
      return texts.toString();
    }
    return LOWERED.contains(member) ? lower(value.asText()) : symbol(value);
  }

  private String symbol(JsonNode value) {
    return symbolsById.getOrDefault(value.asText(), value.asText());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
