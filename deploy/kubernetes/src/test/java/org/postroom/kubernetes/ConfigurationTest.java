package org.postroom.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.directory.DirectoryConfig;
import org.postroom.export.ExportConfig;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.kit.database.KitConfig;
import org.postroom.kubernetes.Rendering.Workload;
import org.postroom.maildomain.MailDomainConfig;
import org.postroom.policy.PolicyConfig;
import org.postroom.transport.KafkaConnection;
import org.postroom.transport.Settings;
import org.postroom.transport.TlsFiles;
import org.postroom.transport.UnsafeSettings;

/** What pods are told is something that the code asks for. */
class ConfigurationTest {
  private static final Map<String, List<Class<?>>> MAPPINGS =
      Map.of(
          "gateway", List.of(GatewayConfig.class),
          "directory-service", List.of(KitConfig.class, DirectoryConfig.class),
          "mail-domain-service", List.of(KitConfig.class, MailDomainConfig.class),
          "policy-service", List.of(KitConfig.class, PolicyConfig.class),
          "export-service", List.of(KitConfig.class, ExportConfig.class));

  /**
   * Where audit records wait for Kafka, and whether a part starts with settings that are not safe;
   * every part is told.
   */
  private static final Set<String> EVERY_PARTS =
      Set.of("postroom.audit.spool-directory", UnsafeSettings.ALLOW);

  /** Quarkus' own keys; those of the data source only for who has one. */
  private static final Set<String> QUARKUS =
      Set.of(
          "quarkus.http.host",
          "quarkus.http.port",
          "quarkus.shutdown.delay",
          "quarkus.shutdown.timeout",
          "quarkus.log.category.\"io.smallrye.health\".level");

  private static final Set<String> DATA_SOURCE =
      Set.of("quarkus.datasource.reactive.url", "quarkus.datasource.username");

  /** What the images' start script and the C library read. */
  private static final Set<String> PLATFORM =
      Set.of("POSTROOM_HEAP_PERCENT", "POSTROOM_JAVA_OPTIONS", "MALLOC_ARENA_MAX");

  /** What compose knows better: files that it makes, and the trial store. */
  private static final Set<String> OF_COMPOSE =
      Set.of(
          "POSTROOM_EXPORT_IMAP_HOST",
          "POSTROOM_EXPORT_IMAP_MASTER_USER",
          "POSTROOM_EXPORT_IMAP_MASTER_PASSWORD_FILE",
          "POSTROOM_EXPORT_S3_ENDPOINT",
          "POSTROOM_EXPORT_S3_PATH_STYLE",
          "POSTROOM_EXPORT_S3_CREDENTIALS_FILE",
          "POSTROOM_EXPORT_S3_KMS_KEY");

  @ParameterizedTest
  @MethodSource("org.postroom.kubernetes.Rendering#kept")
  void everyVariableIsAKeyOfTheServicesConfiguration(Rendering rendering) {
    for (Workload workload : rendering.workloads().toList()) {
      for (JsonNode container : workload.containers().toList()) {
        String service = service(container);
        if (service != null) {
          Set<String> unknown = new TreeSet<>(variables(rendering, container).keySet());
          unknown.removeAll(PLATFORM);
          unknown.removeAll(known(service));
          assertThat(unknown).as("%s of %s", workload, rendering).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.postroom.kubernetes.Rendering#kept")
  void everyFileThatIsNamedIsMounted(Rendering rendering) {
    for (Workload workload : rendering.workloads().toList()) {
      for (JsonNode container : workload.containers().toList()) {
        Set<String> mounts =
            Rendering.each(container.path("volumeMounts"))
                .map(mount -> mount.path("mountPath").asText())
                .collect(Collectors.toSet());
        variables(rendering, container)
            .forEach(
                (name, value) -> {
                  if (value.startsWith("/")) {
                    assertThat(mounts)
                        .as("%s of %s: %s=%s", workload, rendering, name, value)
                        .anyMatch(mount -> isIn(value, mount) || isIn(mount, value));
                  }
                });
      }
    }
  }

  @Test
  void onlyOneNodeGoesWithoutEncryption() {
    for (Rendering rendering : Rendering.kept()) {
      boolean isAllowed =
          rendering
              .object("ConfigMap", "postroom")
              .at("/data/POSTROOM_ALLOW_UNSAFE")
              .asBoolean(false);
      assertThat(isAllowed).as("%s", rendering).isEqualTo(rendering.overlay().equals("single"));
    }
  }

  /** What is not handed on cannot be set there; unset it is what the service would take itself. */
  @Test
  void composeHandsOnWhatExportsCanBeTold() throws IOException {
    JsonNode handedOn =
        Rendering.read(Files.readString(Path.of("..", "compose", "compose.yaml")))
            .get(0)
            .at("/services/export-service/environment");
    Map<String, String> unset = new HashMap<>();
    ConfigMappings.getProperties(ConfigClass.configClass(ExportConfig.class))
        .forEach(
            (key, property) -> {
              String variable = variable(key);
              String value = handedOn.path(variable).asText();
              if (!OF_COMPOSE.contains(variable)) {
                String byDefault = property.hasDefaultValue() ? property.getDefaultValue() : "";
                assertThat(value).isEqualTo("${%s:-%s}", variable, byDefault);
              } else if (!variable.endsWith("_FILE")) {
                assertThat(value).startsWith("${" + variable + ":-");
              } else {
                assertThat(value).startsWith("/run/secrets/");
              }
              unset.put(key, value.replaceFirst("^\\$\\{\\w+:-(.*)}$", "$1"));
            });
    ExportConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ExportConfig.class)
            .withSources(new PropertiesConfigSource(unset, "compose", 100))
            .build()
            .getConfigMapping(ExportConfig.class);
    assertThat(config.imap().port()).isEmpty();
    assertThat(config.s3().stsEndpoint()).isEmpty();
  }

  private static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static boolean isIn(String path, String directory) {
    return path.equals(directory) || path.startsWith(directory + "/");
  }

  /** The service whose image a container runs; null for somebody else's. */
  static String service(JsonNode container) {
    String image = container.path("image").asText();
    return image.startsWith("postroom/")
        ? image.substring("postroom/".length(), image.lastIndexOf(':'))
        : null;
  }

  /** Names and values; the value of what is known in the cluster only is empty. */
  static Map<String, String> variables(Rendering rendering, JsonNode container) {
    Map<String, String> variables = new HashMap<>();
    for (JsonNode from : container.path("envFrom")) {
      JsonNode map = rendering.object("ConfigMap", from.at("/configMapRef/name").asText());
      assertThat(map.isObject()).as("%s", from).isTrue();
      map.path("data").properties().forEach(e -> variables.put(e.getKey(), e.getValue().asText()));
    }
    for (JsonNode variable : container.path("env")) {
      variables.put(variable.path("name").asText(), variable.path("value").asText());
    }
    return variables;
  }

  private static Set<String> known(String service) {
    return Stream.of(
            MAPPINGS.get(service).stream().flatMap(ConfigurationTest::keys),
            asked(settings -> TlsFiles.of(settings, "postroom.tls")),
            asked(KafkaConnection::of),
            QUARKUS.stream(),
            EVERY_PARTS.stream(),
            service.equals("gateway") ? Stream.<String>empty() : DATA_SOURCE.stream())
        .flatMap(keys -> keys)
        .map(ConfigurationTest::variable)
        .collect(Collectors.toSet());
  }

  private static Stream<String> keys(Class<?> mapping) {
    return ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet().stream();
  }

  /** The keys that something asks for when connections are to be encrypted. */
  private static Stream<String> asked(java.util.function.Consumer<Settings> reader) {
    Set<String> keys = new TreeSet<>();
    reader.accept(
        key -> {
          keys.add(key);
          return switch (key) {
            case KafkaConnection.SERVERS -> Optional.of("kafka:9092");
            case KafkaConnection.PROTOCOL -> Optional.of("SSL");
            default -> Optional.empty();
          };
        });
    return keys.stream();
  }
}
