package org.postroom.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.kubernetes.Rendering.Workload;

/** Everything that is named exists, or is made by somebody who is named here. */
class ReferencesTest {
  @TempDir static Path directory;

  /** What an operator puts there by hand, as docs/operations.md says. */
  private static final Set<String> BY_HAND = Set.of("postroom-backup-store");

  @ParameterizedTest
  @MethodSource("org.postroom.kubernetes.Rendering#kept")
  void everySecretIsMadeBySomebody(Rendering rendering) throws Exception {
    Set<String> made = new HashSet<>(MadeSecrets.in(directory).names());
    made.addAll(BY_HAND);
    Rendering operators =
        rendering.overlay().equals("production/migrations")
            ? Rendering.of("production")
            : rendering;
    operators
        .ofKind("Certificate")
        .forEach(certificate -> made.add(certificate.at("/spec/secretName").asText()));
    operators.ofKind("KafkaUser").forEach(user -> made.add(Rendering.nameOf(user)));
    operators
        .ofKind("Kafka")
        .forEach(kafka -> made.add(Rendering.nameOf(kafka) + "-cluster-ca-cert"));
    operators.ofKind("Cluster").forEach(cluster -> made.add(Rendering.nameOf(cluster) + "-ca"));

    Set<String> named =
        rendering.objects().stream()
            .flatMap(
                object ->
                    Stream.concat(
                        object.findValuesAsText("secretName").stream()
                            .filter(name -> !Rendering.kindOf(object).equals("Issuer")),
                        Stream.of(
                                "secretKeyRef",
                                "secretTargetRef",
                                "passwordSecret",
                                "credentials",
                                "secret")
                            .flatMap(key -> object.findValues(key).stream())
                            .flatMap(
                                value -> value.isArray() ? Rendering.each(value) : Stream.of(value))
                            .map(reference -> reference.path("name").asText())
                            .filter(name -> !name.isEmpty())))
            .collect(Collectors.toSet());
    assertThat(made).containsAll(named);
    assertThat(rendering.ofKind("Secret")).as("secrets in the repository").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("org.postroom.kubernetes.Rendering#kept")
  void everyVolumeExistsAndIsUsed(Rendering rendering) {
    for (Workload workload : rendering.workloads().toList()) {
      Set<String> volumes =
          Stream.concat(
                  Rendering.each(workload.spec().path("volumes"))
                      .map(volume -> volume.path("name").asText()),
                  Rendering.each(
                          rendering
                              .object(workload.kind(), workload.name())
                              .at("/spec/volumeClaimTemplates"))
                      .map(Rendering::nameOf))
              .collect(Collectors.toSet());
      assertThat(
              workload
                  .containers()
                  .flatMap(container -> Rendering.each(container.path("volumeMounts")))
                  .map(mount -> mount.path("name").asText())
                  .collect(Collectors.toSet()))
          .as("%s", workload)
          .isEqualTo(volumes);
      for (JsonNode volume : workload.spec().path("volumes")) {
        exists(rendering, "ConfigMap", volume.at("/configMap/name"));
        exists(rendering, "PersistentVolumeClaim", volume.at("/persistentVolumeClaim/claimName"));
      }
      exists(rendering, "ServiceAccount", workload.spec().path("serviceAccountName"));
    }
  }

  @ParameterizedTest
  @MethodSource("org.postroom.kubernetes.Rendering#kept")
  void everySelectorFindsSomething(Rendering rendering) {
    for (JsonNode service : rendering.ofKind("Service").toList()) {
      Workload behind = selected(rendering, service.at("/spec/selector"));
      assertThat(behind).as("%s", Rendering.nameOf(service)).isNotNull();
      Set<String> ports =
          behind
              .containers()
              .flatMap(container -> Rendering.each(container.path("ports")))
              .map(port -> port.path("name").asText())
              .collect(Collectors.toSet());
      for (JsonNode port : service.at("/spec/ports")) {
        assertThat(ports).contains(port.path("targetPort").asText());
      }
    }
    for (JsonNode budget : rendering.ofKind("PodDisruptionBudget").toList()) {
      assertThat(selected(rendering, budget.at("/spec/selector/matchLabels")))
          .as("%s", Rendering.nameOf(budget))
          .isNotNull();
    }
    for (JsonNode scaler :
        Stream.of("HorizontalPodAutoscaler", "ScaledObject").flatMap(rendering::ofKind).toList()) {
      exists(
          rendering,
          scaler.at("/spec/scaleTargetRef/kind").asText(),
          scaler.at("/spec/scaleTargetRef/name"));
    }
  }

  /** Pods do not look at variables again: a setting that is changed must make them other pods. */
  @ParameterizedTest
  @MethodSource("org.postroom.kubernetes.Rendering#kept")
  void variablesComeFromWhatIsNamedAfterItsContent(Rendering rendering) {
    assertThat(
            rendering
                .workloads()
                .flatMap(Workload::containers)
                .flatMap(container -> Rendering.each(container.path("envFrom")))
                .map(source -> source.at("/configMapRef/name").asText())
                .distinct())
        .allMatch(name -> name.matches(".+-[a-z0-9]{10}"));
  }

  @Test
  void everyServiceIsMeasuredUnderTheNameThatAlertsKnow() {
    Rendering production = Rendering.of("production");
    Set<String> jobs = new HashSet<>();
    for (JsonNode monitor : production.ofKind("ServiceMonitor").toList()) {
      JsonNode endpoint = monitor.at("/spec/endpoints/0");
      JsonNode service =
          production
              .ofKind("Service")
              .filter(
                  candidate ->
                      has(
                          candidate.at("/metadata/labels"),
                          monitor.at("/spec/selector/matchLabels")))
              .findFirst()
              .orElseThrow();
      assertThat(Rendering.each(service.at("/spec/ports")).map(port -> port.path("name").asText()))
          .contains(endpoint.path("port").asText());
      assertThat(endpoint.path("path").asText()).isEqualTo("/q/metrics");
      jobs.add(
          service
              .path("metadata")
              .path("labels")
              .path(monitor.at("/spec/jobLabel").asText())
              .asText());
    }
    assertThat(jobs)
        .containsExactlyInAnyOrder("gateway", "directory", "mail-domain", "policy", "export");
  }

  @Test
  void peersHaveTheNamesOfServicesAndOfTheirCertificates() {
    for (String overlay : new String[] {"single", "production"}) {
      Rendering rendering = Rendering.of(overlay);
      for (Map.Entry<String, JsonNode> entry :
          rendering.object("ConfigMap", "postroom").path("data").properties()) {
        if (entry.getKey().startsWith("POSTROOM_PEERS_")) {
          java.net.URI peer = java.net.URI.create(entry.getValue().asText());
          JsonNode service = rendering.object("Service", peer.getHost());
          assertThat(service.at("/spec/ports/0/port").asInt()).isEqualTo(peer.getPort());
          if (overlay.equals("production")) {
            assertThat(peer.getScheme()).isEqualTo("https");
            assertThat(
                    Rendering.each(
                            rendering.object("Certificate", peer.getHost()).at("/spec/dnsNames"))
                        .map(JsonNode::asText))
                .contains(peer.getHost());
          }
        }
      }
    }
  }

  private static void exists(Rendering rendering, String kind, JsonNode name) {
    if (!name.isMissingNode()) {
      assertThat(rendering.ofKind(kind).map(Rendering::nameOf))
          .as("%s of %s", kind, rendering)
          .contains(name.asText());
    }
  }

  private static Workload selected(Rendering rendering, JsonNode selector) {
    return rendering
        .workloads()
        .filter(workload -> has(workload.labels(), selector))
        .findFirst()
        .orElse(null);
  }

  private static boolean has(JsonNode labels, JsonNode wanted) {
    return !wanted.isEmpty()
        && wanted.properties().stream()
            .allMatch(entry -> entry.getValue().equals(labels.get(entry.getKey())));
  }
}
