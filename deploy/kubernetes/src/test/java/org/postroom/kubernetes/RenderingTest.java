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
        .isEqualTo(byName(rendered(overlay)));
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

  private static List<JsonNode> rendered(String overlay) throws Exception {
    boolean isThere =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
    assertThat(isThere || System.getenv("POSTROOM_TEST_TOOLS") == null)
        .as("kubectl, which deploy/kubernetes/get-kubectl gets")
        .isTrue();
    assumeTrue(isThere, "SKIPPED: without kubectl nobody knows whether rendered/ is up to date");
    Path errors = Files.createTempFile("kubectl-", ".log");
    Process kubectl =
        new ProcessBuilder("kubectl", "kustomize", "overlays/" + overlay)
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
