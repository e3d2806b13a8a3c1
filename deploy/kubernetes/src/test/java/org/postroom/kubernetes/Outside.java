package org.postroom.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What network policies say of peers that are not in the namespace, one sentence for each rule:
 * {@code pods <- peers ports} for who may come in, {@code pods -> peers ports} for who may go out.
 * Keys of labels are written without their prefix.
 */
final class Outside {
  private Outside() {}

  static Set<String> of(Stream<JsonNode> policies) {
    return policies
        .flatMap(
            policy ->
                Stream.concat(
                    rules(policy, "ingress", "from", " <- "),
                    rules(policy, "egress", "to", " -> ")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A peer, if it is outside of the namespace. */
  static Stream<String> of(JsonNode peer) {
    if (peer.has("ipBlock")) {
      String except =
          Rendering.each(peer.at("/ipBlock/except"))
              .map(JsonNode::asText)
              .collect(Collectors.joining(" "));
      return Stream.of(
          peer.at("/ipBlock/cidr").asText() + (except.isEmpty() ? "" : " except " + except));
    }
    if (peer.has("namespaceSelector")) {
      return Stream.of(
          "namespace "
              + selector(peer.path("namespaceSelector"))
              + (peer.has("podSelector") ? " pod " + selector(peer.path("podSelector")) : ""));
    }
    return Stream.empty();
  }

  private static Stream<String> rules(JsonNode policy, String rules, String peers, String arrow) {
    return Rendering.each(policy.path("spec").path(rules))
        .flatMap(
            rule -> {
              String outside =
                  rule.has(peers)
                      ? Rendering.each(rule.path(peers))
                          .flatMap(Outside::of)
                          .collect(Collectors.joining(", "))
                      : "anybody";
              return outside.isEmpty()
                  ? Stream.empty()
                  : Stream.of(
                      selector(policy.at("/spec/podSelector")) + arrow + outside + ports(rule));
            });
  }

  private static String ports(JsonNode rule) {
    return Rendering.each(rule.path("ports"))
        .map(
            port ->
                ' '
                    + port.path("port").asText()
                    + (port.has("protocol") ? '/' + port.path("protocol").asText() : ""))
        .collect(Collectors.joining());
  }

  private static String selector(JsonNode selector) {
    return Stream.concat(
            selector.path("matchLabels").properties().stream()
                .map(label -> name(label.getKey()) + '=' + label.getValue().asText()),
            Rendering.each(selector.path("matchExpressions"))
                .map(
                    expression ->
                        name(expression.path("key").asText())
                            + '='
                            + Rendering.each(expression.path("values"))
                                .map(JsonNode::asText)
                                .collect(Collectors.joining(","))))
        .collect(Collectors.joining(" "));
  }

  private static String name(String key) {
    return key.substring(key.indexOf('/') + 1);
  }
}
