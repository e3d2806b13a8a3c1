package org.postroom.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who may speak to whom within the namespace, worked out as Kubernetes does from network policies.
 * Peers outside of the namespace (other namespaces, address ranges) match no pod.
 */
final class Traffic {
  private final List<JsonNode> policies;

  Traffic(List<JsonNode> policies) {
    this.policies = policies;
  }

  /**
   * A pod.
   *
   * @param ports its ports by name
   */
  record Pod(String name, Map<String, String> labels, Map<String, Integer> ports) {
    static Pod of(Rendering.Workload workload) {
      return new Pod(
          workload.name(),
          strings(workload.labels()),
          workload
              .containers()
              .flatMap(container -> Rendering.each(container.path("ports")))
              .collect(
                  Collectors.toMap(
                      port -> port.path("name").asText(),
                      port -> port.path("containerPort").asInt())));
    }
  }

  /** Every way that is open, as {@code from -> to:port}. */
  Set<String> open(List<Pod> pods) {
    Set<String> open = new TreeSet<>();
    for (Pod from : pods) {
      for (Pod to : pods) {
        for (int port : to.ports().values()) {
          if (from != to && mayLeave(from, to, port) && mayEnter(from, to, port)) {
            open.add(from.name() + " -> " + to.name() + ":" + port);
          }
        }
      }
    }
    return open;
  }

  private boolean mayLeave(Pod from, Pod to, int port) {
    return permits("Egress", "egress", "to", from, to, to, port);
  }

  private boolean mayEnter(Pod from, Pod to, int port) {
    return permits("Ingress", "ingress", "from", to, from, to, port);
  }

  private boolean permits(
      String type, String rules, String peers, Pod subject, Pod other, Pod server, int port) {
    List<JsonNode> applying =
        policies.stream()
            .filter(
                policy ->
                    Rendering.each(policy.at("/spec/policyTypes"))
                        .anyMatch(t -> t.asText().equals(type)))
            .filter(policy -> selects(policy.at("/spec/podSelector"), subject))
            .toList();
    return applying.isEmpty()
        || applying.stream()
            .flatMap(policy -> Rendering.each(policy.path("spec").path(rules)))
            .anyMatch(
                rule ->
                    isPeer(rule.path(peers), other) && isPort(rule.path("ports"), server, port));
  }

  private static boolean isPeer(JsonNode peers, Pod pod) {
    return peers.isMissingNode()
        || Rendering.each(peers)
            .anyMatch(
                peer ->
                    peer.has("podSelector")
                        && !peer.has("namespaceSelector")
                        && selects(peer.path("podSelector"), pod));
  }

  private static boolean isPort(JsonNode ports, Pod server, int port) {
    return ports.isMissingNode()
        || Rendering.each(ports)
            .map(entry -> entry.path("port"))
            .anyMatch(
                entry ->
                    entry.isInt()
                        ? entry.asInt() == port
                        : Integer.valueOf(port).equals(server.ports().get(entry.asText())));
  }

  private static boolean selects(JsonNode selector, Pod pod) {
    return strings(selector.path("matchLabels")).entrySet().stream()
            .allMatch(label -> label.getValue().equals(pod.labels().get(label.getKey())))
        && Rendering.each(selector.path("matchExpressions"))
            .allMatch(expression -> holds(expression, pod.labels()));
  }

  private static boolean holds(JsonNode expression, Map<String, String> labels) {
    String value = labels.get(expression.path("key").asText());
    if (!expression.path("operator").asText().equals("In")) {
      throw new IllegalArgumentException("not worked out here: " + expression);
    }
    return value != null
        && Rendering.each(expression.path("values"))
            .anyMatch(wanted -> wanted.asText().equals(value));
  }

  private static Map<String, String> strings(JsonNode object) {
    return object.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
  }
}
