package org.postroom.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The policies of the access keys in the credentials file. Files of before there were policies are
 * given them once: what a key was allowed stays allowed. A key without a policy that comes into a
 * file of today may do nothing.
 */
final class AccessPolicies {
  /** What says that a file's keys have the policies that they are to have. */
  static final String VERSION = "version";

  static final int CURRENT_VERSION = 2;

  private static final String POLICY = "policy";
  private static final String ACTIONS = "actions";

  private AccessPolicies() {}

  /** A policy that allows everything in its key's account. */
  static Map<String, Object> full() {
    return Map.of(
        "Version",
        "2012-10-17",
        "Statement",
        List.of(Map.of("Effect", "Allow", "Action", "workmail:*", "Resource", "*")));
  }

  /** Gives every key of an older file an explicit policy. */
  static void addTo(PrivateFile credentials) {
    JsonNode file;
    try {
      file = DataDirectory.JSON.readTree(credentials.read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!(file instanceof ObjectNode root) || root.path(VERSION).asInt() >= CURRENT_VERSION) {
      return;
    }
    for (JsonNode key : root.path("credentials")) {
      if (key instanceof ObjectNode entry && !entry.hasNonNull(POLICY)) {
        entry.set(POLICY, policy(entry.get(ACTIONS)));
        entry.remove(ACTIONS);
      }
    }
    root.put(VERSION, CURRENT_VERSION);
    credentials.write(DataDirectory.bytes(root));
  }

  /** What the list of actions meant: all of them when there was none. */
  private static ObjectNode policy(JsonNode actions) {
    ObjectNode policy = DataDirectory.JSON.valueToTree(full());
    if (actions != null && actions.isArray()) {
      ObjectNode statement = (ObjectNode) policy.get("Statement").get(0);
      if (actions.isEmpty()) {
        statement.put("Effect", "Deny");
      } else {
        statement.set("Action", actions);
      }
    }
    return policy;
  }
}
