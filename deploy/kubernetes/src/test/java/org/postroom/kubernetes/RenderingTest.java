package org.postroom.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether what is kept below {@code rendered/} is what the overlays come to. */
class RenderingTest {
  static List<String> kept() {
    return Rendering.KEPT;
  }

  @ParameterizedTest
  @MethodSource("kept")
  void whatIsKeptIsWhatTheOverlayComesTo(String overlay) throws Exception {
    assertThat(byName(Rendering.of(overlay).objects()))
        .as("run deploy/kubernetes/render after a change")
        .isEqualTo(byName(rendered("overlays/" + overlay)));
  }

  @Test
  void servicesHaveOneAutoscalerEach() {
    Rendering rendering = Rendering.of("production-keda");
    assertThat(rendering.ofKind("HorizontalPodAutoscaler").map(Rendering::nameOf))
        .containsExactly("gateway");
    assertThat(rendering.ofKind("ScaledObject").map(Rendering::nameOf))
        .containsExactlyInAnyOrder(
            "directory-service", "mail-domain-service", "policy-service", "export-service");
    assertThat(rendering.ofKind("ScaledObject"))
        .allSatisfy(
            object ->
                assertThat(object.at("/spec/maxReplicaCount").asInt())
                    .isPositive()
                    .isLessThanOrEqualTo(partitions(rendering)));
  }

  private static int partitions(Rendering rendering) {
    return rendering.object("ConfigMap", "postroom").at("/data/POSTROOM_TOPICS_PARTITIONS").asInt();
  }

  /**
   * Settings, names, a follower of events: what docs/operations.md shows is taken as it is there.
   */
  @Test
  void theOverlaysOfTheDocumentationCanBeMade() throws Exception {
    List<String> examples = examples();
    Rendering own =
        made(
            only(examples, "/overlays/production ")
                    .replace("\npatches:", "\n  - crm.yaml\npatches:")
                + only(examples, "networkPolicyPeers").indent(2),
            Map.of("crm.yaml", only(examples, "kind: KafkaUser")));
    assertThat(own.object("ConfigMap", "postroom").at("/data/POSTROOM_REGION").asText())
        .isEqualTo("eu-central-1");
    assertThat(own.object("KafkaUser", "crm").at("/metadata/namespace").asText())
        .isEqualTo("postroom");
    assertThat(
            Rendering.each(
                    own.object("Kafka", "postroom")
                        .at("/spec/kafka/listeners/0/networkPolicyPeers"))
                .flatMap(Outside::of))
        .containsExactly("namespace metadata.name=crm");

    Rendering migrations = made(only(examples, "/overlays/production/migrations "), Map.of());
    assertThat(migrations.workloads().flatMap(Rendering.Workload::containers))
        .hasSize(4)
        .allMatch(
            container -> container.path("image").asText().startsWith("registry.example.com/"));
  }

  private static Rendering made(String kustomization, Map<String, String> resources)
      throws Exception {
    Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "own-");
    Files.writeString(
        directory.resolve("kustomization.yaml"),
        kustomization.replaceAll("https://github.com/…/deploy/kubernetes/", "../../"));
    for (Map.Entry<String, String> resource : resources.entrySet()) {
      Files.writeString(directory.resolve(resource.getKey()), resource.getValue());
    }
    return new Rendering("own", rendered(directory.toString()));
  }

  private static String only(List<String> examples, String text) {
    return examples.stream()
        .filter(example -> example.contains(text))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toList(),
                found -> {
                  assertThat(found).as(text).hasSize(1);
                  return found.get(0);
                }));
  }

  private static List<String> examples() throws IOException {
    return Pattern.compile("(?ms)^ *```yaml\\n(.*?)^ *```$")
        .matcher(Files.readString(Path.of("../../docs/operations.md")))
        .results()
        .map(match -> match.group(1).stripTrailing().stripIndent() + "\n")
        .toList();
  }

  private static List<JsonNode> rendered(String directory) throws Exception {
    boolean isThere =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "kubectl")));
    assertThat(isThere || System.getenv("POSTROOM_TEST_TOOLS") == null)
        .as("kubectl, which deploy/kubernetes/get-kubectl gets")
        .isTrue();
    assumeTrue(isThere, "SKIPPED: without kubectl nobody knows whether rendered/ is up to date");
    Path errors = Files.createTempFile("kubectl-", ".log");
    Process kubectl =
        new ProcessBuilder("kubectl", "kustomize", directory)
            .redirectError(errors.toFile())
            .start();
    try {
      String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(kubectl.waitFor()).as(() -> text(errors)).isZero();
      return Rendering.read(yaml);
    } finally {
      Files.delete(errors);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Map<String, JsonNode> byName(List<JsonNode> objects) {
    return objects.stream()
        .collect(
            Collectors.toMap(
                object -> Rendering.kindOf(object) + " " + Rendering.nameOf(object),
                Function.identity()));
  }
}
