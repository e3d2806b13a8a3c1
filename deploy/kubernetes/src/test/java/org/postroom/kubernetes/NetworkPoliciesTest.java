package org.postroom.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.kubernetes.Traffic.Pod;

/** The architecture's ways are open, and no others. */
class NetworkPoliciesTest {
  private static final List<String> SERVICES =
      List.of("directory-service", "mail-domain-service", "policy-service", "export-service");

  private static final String NAMES = "namespace metadata.name=kube-system pod k8s-app=kube-dns";

  /**
   * Where neither exports nor questions of domains may go: clusters have their own things there.
   */
  private static final String PRIVATE =
      "10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16";

  @Test
  void onOneNode() {
    Rendering single = Rendering.of("single");
    List<Pod> pods = single.workloads().map(Pod::of).toList();
    Set<String> expected = amongServices();
    for (String service : SERVICES) {
      expected.add(service + " -> postgres:5432");
      expected.add(service + " -> kafka:9092");
    }
    expected.add("gateway -> kafka:9092");
    expected.add("topics -> kafka:9092");
    expected.add("backup -> postgres:5432");
    expected.add("restore -> postgres:5432");
    assertThat(new Traffic(single.ofKind("NetworkPolicy").toList()).open(pods)).isEqualTo(expected);
  }

  @Test
  void inProduction() {
    Rendering production = Rendering.of("production");
    List<Pod> pods = new ArrayList<>(production.workloads().map(Pod::of).toList());
    pods.addAll(Rendering.of("production/migrations").workloads().map(Pod::of).toList());
    // What the operators make: brokers and database instances with the labels they are told.
    JsonNode brokers =
        production.object("KafkaNodePool", "brokers").at("/spec/template/pod/metadata/labels");
    JsonNode listener = production.object("Kafka", "postroom").at("/spec/kafka/listeners/0");
    pods.add(
        new Pod(
            "broker",
            Map.of("postroom.org/role", brokers.path("postroom.org/role").asText()),
            Map.of("tls", listener.path("port").asInt())));
    JsonNode database =
        production.object("Cluster", "postroom-database").at("/spec/inheritedMetadata/labels");
    Map<String, String> labels =
        Map.of("postroom.org/role", database.path("postroom.org/role").asText());
    pods.add(new Pod("primary", labels, Map.of("postgres", 5432)));
    pods.add(new Pod("standby", labels, Map.of("postgres", 5432)));
    List<JsonNode> policies = new ArrayList<>(production.ofKind("NetworkPolicy").toList());
    policies.add(ofStrimzi(listener));

    Set<String> expected = amongServices();
    List<String> clients = new ArrayList<>(SERVICES);
    clients.add("backup");
    clients.add("restore");
    Rendering.of("production/migrations").workloads().forEach(job -> clients.add(job.name()));
    for (String client : clients) {
      expected.add(client + " -> primary:5432");
      expected.add(client + " -> standby:5432");
    }
    expected.add("primary -> standby:5432");
    expected.add("standby -> primary:5432");
    for (String service : SERVICES) {
      expected.add(service + " -> broker:9093");
    }
    expected.add("gateway -> broker:9093");
    // Where operators' pods go is not Postroom's business, and the gateway takes calls from
    // anywhere.
    for (String pod : List.of("broker", "primary", "standby")) {
      expected.add(pod + " -> gateway:8080");
    }
    assertThat(new Traffic(policies).open(pods)).isEqualTo(expected);
  }

  /** Whoever is not in the namespace: who may come in from there, and who may go out to whom. */
  @ParameterizedTest
  @ValueSource(strings = {"single", "production", "production-keda"})
  void fromAndToOutside(String overlay) {
    Set<String> expected = new TreeSet<>();
    String everywhere = "0.0.0.0/0 except " + PRIVATE + ", ::/0 except ::1/128 fc00::/7 fe80::/10";
    expected.add("part-of=postroom -> " + NAMES + " 53/UDP 53/TCP");
    expected.add("component=gateway <- anybody http");
    expected.add("component=directory,mail-domain,policy <- namespace mail-servers=true http");
    expected.add("tier=edge,service <- namespace monitoring=true http");
    expected.add("tier=edge,service -> namespace tracing=true 4317");
    expected.add("component=mail-domain -> " + everywhere + " 53/UDP 53/TCP 443");
    expected.add("component=export -> " + everywhere + " 443 993 143");
    if (!overlay.equals("single")) {
      expected.add("role=database <- namespace metadata.name=cnpg-system 5432 8000");
    }
    assertThat(Outside.of(Rendering.of(overlay).ofKind("NetworkPolicy"))).isEqualTo(expected);
    JsonNode peers =
        Rendering.of(overlay)
            .object("Kafka", "postroom")
            .at("/spec/kafka/listeners/0/networkPolicyPeers");
    assertThat(Rendering.each(peers).flatMap(Outside::of))
        .containsExactlyElementsOf(
            overlay.equals("production-keda")
                ? List.of("namespace metadata.name=keda")
                : List.of());
  }

  /** The gateway asks everybody; who follows another's events asks him for positions. */
  private static Set<String> amongServices() {
    Set<String> expected = new TreeSet<>();
    for (String service : SERVICES) {
      expected.add("gateway -> " + service + ":8080");
      if (!service.equals("directory-service")) {
        expected.add("directory-service -> " + service + ":8080");
        expected.add(service + " -> directory-service:8080");
      }
    }
    return expected;
  }

  /** The policy that Strimzi makes of who may come to a listener. */
  private static JsonNode ofStrimzi(JsonNode listener) {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    ObjectNode spec = policy.putObject("spec");
    spec.putArray("policyTypes").add("Ingress");
    spec.putObject("podSelector").putObject("matchLabels").put("postroom.org/role", "broker");
    ObjectNode rule = spec.putArray("ingress").addObject();
    rule.set("from", listener.path("networkPolicyPeers"));
    rule.putArray("ports").addObject().put("port", listener.path("port").asInt());
    return policy;
  }
}
