package org.postroom.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.kubernetes.Rendering.Workload;

/** What every pod of ours keeps to, and how pods begin and end. */
class PodsTest {
  private static final Set<String> SERVICES =
      Set.of(
          "gateway",
          "directory-service",
          "mail-domain-service",
          "policy-service",
          "export-service");

  /** Connections that a replica of a service holds at most. */
  private static final int POOL = 16;

  /** Connections that PostgreSQL keeps for superusers. */
  private static final int RESERVED = 3;

  /** What a service takes for its last batches and for ending its exports, in seconds. */
  private static final int LAST_BATCHES = 30;

  @ParameterizedTest
  @MethodSource("org.postroom.kubernetes.Rendering#kept")
  void noPodMayDoMoreThanItNeeds(Rendering rendering) {
    for (Workload workload : rendering.workloads().toList()) {
      JsonNode spec = workload.spec();
      assertThat(spec.path("automountServiceAccountToken").asBoolean(true))
          .as("%s", workload)
          .isFalse();
      assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean()).as("%s", workload).isTrue();
      assertThat(spec.at("/securityContext/seccompProfile/type").asText())
          .isEqualTo("RuntimeDefault");
      for (JsonNode container : workload.containers().toList()) {
        JsonNode security = container.path("securityContext");
        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).as("%s", workload).isTrue();
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        JsonNode resources = container.path("resources");
        assertThat(resources.at("/requests/cpu").isTextual()).as("%s", workload).isTrue();
        assertThat(resources.at("/requests/memory").asText())
            .as("%s: memory that is not there is not promised", workload)
            .isNotEmpty()
            .isEqualTo(resources.at("/limits/memory").asText());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.postroom.kubernetes.Rendering#kept")
  void imagesAreThisVersions(Rendering rendering) {
    String version = System.getProperty("postroom.version");
    Set<String> images =
        rendering
            .workloads()
            .flatMap(Workload::containers)
            .filter(container -> ConfigurationTest.service(container) != null)
            .map(container -> container.path("image").asText())
            .collect(Collectors.toSet());
    Set<String> expected =
        SERVICES.stream()
            .filter(name -> !rendering.overlay().endsWith("migrations") || !name.equals("gateway"))
            .map(name -> "postroom/" + name + ":" + version)
            .collect(Collectors.toSet());
    assertThat(images).isEqualTo(expected);
  }

  @Test
  void migrationsAreNamedAfterTheVersion() {
    String version = System.getProperty("postroom.version").replace('.', '-');
    assertThat(Rendering.of("production/migrations").ofKind("Job").map(Rendering::nameOf))
        .containsExactlyInAnyOrder(
            "migrate-directory-" + version,
            "migrate-mail-domain-" + version,
            "migrate-policy-" + version,
            "migrate-export-" + version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "production"})
  void aDependencyThatIsAwayRestartsNothing(String overlay) {
    List<Workload> services = services(overlay);
    assertThat(services).hasSize(SERVICES.size());
    String scheme = overlay.equals("single") ? "" : "HTTPS";
    Map<String, String> paths =
        Map.of(
            "livenessProbe", "/q/health/live",
            "startupProbe", "/q/health/live",
            "readinessProbe", "/q/health/ready");
    for (Workload service : services) {
      JsonNode container = service.spec().at("/containers/0");
      assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(8080);
      paths.forEach(
          (probe, path) -> {
            JsonNode request = container.path(probe).path("httpGet");
            assertThat(request.path("path").asText())
                .as("%s of %s", probe, service)
                .isEqualTo(path);
            assertThat(request.path("port").asText())
                .isEqualTo(container.at("/ports/0/name").asText());
            assertThat(request.path("scheme").asText()).isEqualTo(scheme);
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "production"})
  void aPodHasTheTimeToEndInOrder(String overlay) {
    JsonNode told = Rendering.of(overlay).object("ConfigMap", "postroom").path("data");
    int needed =
        seconds(told.path("QUARKUS_SHUTDOWN_DELAY").asText())
            + seconds(told.path("QUARKUS_SHUTDOWN_TIMEOUT").asText())
            + LAST_BATCHES;
    assertThat(seconds(told.path("QUARKUS_SHUTDOWN_TIMEOUT").asText()))
        .as("longer than a gateway waits for an answer")
        .isGreaterThan(15);
    for (Workload service : services(overlay)) {
      assertThat(service.spec().path("terminationGracePeriodSeconds").asInt())
          .as("%s", service)
          .isGreaterThanOrEqualTo(needed);
    }
  }

  @Test
  void replicasAreBoundByPartitions() {
    Rendering rendering = Rendering.of("production");
    int partitions =
        rendering.object("ConfigMap", "postroom").at("/data/POSTROOM_TOPICS_PARTITIONS").asInt();
    assertThat(rendering.ofKind("HorizontalPodAutoscaler").map(Rendering::nameOf))
        .containsExactlyInAnyOrderElementsOf(SERVICES);
    assertThat(rendering.ofKind("HorizontalPodAutoscaler"))
        .allSatisfy(
            scaler -> {
              assertThat(scaler.at("/spec/minReplicas").asInt())
                  .as("one may be away")
                  .isGreaterThan(1);
              // A gateway's ordinal is the number of its reply partition.
              assertThat(scaler.at("/spec/maxReplicas").asInt()).isLessThanOrEqualTo(partitions);
            });
    assertThat(services("production"))
        .as("replicas are the autoscalers' business")
        .allSatisfy(
            service ->
                assertThat(
                        rendering
                            .object(service.kind(), service.name())
                            .path("spec")
                            .has("replicas"))
                    .isFalse());
  }

  @Test
  void postgresHasConnectionsForEveryReplica() {
    Rendering single = Rendering.of("single");
    String told =
        Rendering.each(
                single
                    .object("StatefulSet", "postgres")
                    .at("/spec/template/spec/containers/0/args"))
            .map(JsonNode::asText)
            .filter(argument -> argument.startsWith("max_connections="))
            .findFirst()
            .orElseThrow();
    assertThat(Integer.parseInt(told.substring(told.indexOf('=') + 1)))
        .as("two replicas of each of the four services, and people")
        .isGreaterThanOrEqualTo(2 * 4 * POOL + RESERVED);

    Rendering production = Rendering.of("production");
    int most =
        production
            .ofKind("HorizontalPodAutoscaler")
            .filter(scaler -> !Rendering.nameOf(scaler).equals("gateway"))
            .mapToInt(scaler -> scaler.at("/spec/maxReplicas").asInt())
            .sum();
    assertThat(
            production
                .object("Cluster", "postroom-database")
                .at("/spec/postgresql/parameters/max_connections")
                .asInt())
        .isGreaterThanOrEqualTo(most * POOL + RESERVED);
  }

  @Test
  void aJobThatMustRunAgainDoesNotStay() {
    JsonNode job = Rendering.of("single").object("Job", "topics");
    assertThat(job.at("/spec/ttlSecondsAfterFinished").asInt()).isBetween(1, 600);
  }

  /** By this label docs/operations.md waits for them. */
  @Test
  void migrationsCanBeWaitedFor() {
    assertThat(Rendering.of("production/migrations").ofKind("Job"))
        .isNotEmpty()
        .allMatch(
            job ->
                job.at("/metadata/labels").path("postroom.org/tier").asText().equals("migration"));
  }

  @Test
  void aRestoreNeverBeginsByItself() {
    for (String overlay : List.of("single", "production")) {
      JsonNode restore = Rendering.of(overlay).object("CronJob", "restore");
      assertThat(restore.at("/spec/suspend").asBoolean()).as("%s", overlay).isTrue();
      assertThat(restore.at("/spec/jobTemplate/spec/backoffLimit").asInt(1)).isZero();
    }
  }

  private static List<Workload> services(String overlay) {
    return Rendering.of(overlay).workloads().filter(Workload::isService).toList();
  }

  private static int seconds(String duration) {
    assertThat(duration).matches("\\d+S");
    return Integer.parseInt(duration.substring(0, duration.length() - 1));
  }
}
