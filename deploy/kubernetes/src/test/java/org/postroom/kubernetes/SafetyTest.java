package org.postroom.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.postroom.kubernetes.Rendering.Workload;
import org.postroom.transport.Settings;
import org.postroom.transport.UnsafeSettings;

/** What the parts themselves say about the settings that they are told. */
class SafetyTest {
  private static final List<String> FOLLOWED_BY_DIRECTORY =
      List.of("mail-domain", "policy", "export");

  @Test
  void productionIsSafe() {
    Rendering production = Rendering.of("production");
    for (Workload workload : production.workloads().filter(Workload::isService).toList()) {
      assertThat(findings(production, workload))
          .as("%s: all but that its files are not here", workload)
          .allMatch(finding -> finding.contains("/etc/postroom/"));
    }
  }

  @Test
  void oneNodeIsNotAndSaysWhy() {
    Rendering single = Rendering.of("single");
    for (Workload workload : single.workloads().filter(Workload::isService).toList()) {
      assertThat(findings(single, workload))
          .anyMatch(finding -> finding.startsWith("HTTP without TLS"))
          .anyMatch(finding -> finding.startsWith("the broker kafka:9092"));
    }
  }

  @Test
  void noSecretIsOpenToOthers() {
    for (Rendering rendering : Rendering.kept()) {
      for (Workload workload : rendering.workloads().toList()) {
        Set<Integer> modes =
            Rendering.each(workload.spec().path("volumes"))
                .filter(volume -> volume.has("secret"))
                .map(volume -> volume.at("/secret/defaultMode").asInt(0644) & 07)
                .collect(Collectors.toSet());
        assertThat(modes).as("%s of %s", workload, rendering).isSubsetOf(0);
      }
    }
  }

  private static List<String> findings(Rendering rendering, Workload workload) {
    JsonNode container = workload.containers().findFirst().orElseThrow();
    Map<String, String> variables =
        new HashMap<>(ConfigurationTest.variables(rendering, container));
    if (variables.containsKey(variable("postroom.tls.certificate-file"))) {
      // Which the source of these settings makes of it.
      variables.put(variable("quarkus.http.insecure-requests"), "disabled");
    }
    Settings settings = key -> Optional.ofNullable(variables.get(variable(key)));
    return switch (ConfigurationTest.service(container)) {
      case "gateway" -> UnsafeSettings.ofGateway(settings);
      case "directory-service" -> UnsafeSettings.ofService(settings, FOLLOWED_BY_DIRECTORY);
      default -> UnsafeSettings.ofService(settings, List.of("directory"));
    };
  }

  private static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
