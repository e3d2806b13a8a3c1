package org.postroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.BoundedContext;

class LocalInstallationIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path directory;

  @Test
  void startsEverythingKeepsItRunningAndLeavesNothing() throws Exception {
    LocalSettings settings =
        LocalSettings.standard(directory)
            .withAnyPorts()
            .withServices(FakeService.directoryAndGateway());
    List<ProcessHandle> processes;
    AccessKey key;
    try (LocalInstallation installation = LocalInstallation.start(settings)) {
      assertThat(installation.status()).allMatch(PartStatus::isHealthy);
      assertThat(installation.status().stream().map(PartStatus::name))
          .containsExactly("postgres", "kafka", "directory", "gateway");
      key = installation.accessKey();
      assertThat(key.account()).matches("[1-9][0-9]{11}");
      assertThat(key.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
      assertPrivate("credentials.json", "sealing-keys.json", "service-credential", "state.json");
      assertTopics(installation);
      assertDatabases(installation);

      Map<String, Long> before = new HashMap<>();
      for (String part : List.of("directory", "gateway", "kafka", "postgres")) {
        before.put(part, installation.process(part).pid());
        installation.kill(part);
      }
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(installation.status())
                      .allSatisfy(
                          status -> {
                            assertThat(status.restarts()).isEqualTo(1);
                            assertThat(status.isHealthy()).isTrue();
                            assertThat(status.pid()).isNotEqualTo(before.get(status.name()));
                          }));
      installation.awaitHealthy(PATIENCE);
      assertThatThrownBy(() -> LocalInstallation.start(settings))
          .isInstanceOf(InstallationException.class)
          .hasMessageContaining("already runs");
      processes =
          installation.status().stream()
              .map(PartStatus::pid)
              .map(pid -> ProcessHandle.of(pid).orElseThrow())
              .toList();
    }
    assertThat(processes).noneMatch(ProcessHandle::isAlive);

    try (LocalInstallation again = LocalInstallation.start(settings)) {
      assertThat(again.accessKey()).isEqualTo(key);
      again.stopPart("directory");
      assertThat(status(again, "directory").complaint()).isEqualTo("not running");
      again.startPart("directory");
      again.awaitHealthy(PATIENCE);
      assertThat(status(again, "directory").restarts()).isZero();
    }
  }

  private void assertPrivate(String... names) throws Exception {
    for (String name : names) {
      assertThat(Files.getPosixFilePermissions(directory.resolve(name)))
          .as(name)
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static void assertTopics(LocalInstallation installation) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", installation.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).containsAll(Topics.all());
    }
  }

  private static void assertDatabases(LocalInstallation installation) throws Exception {
    for (BoundedContext context : BoundedContext.values()) {
      LocalInstallation.DatabaseAccess access = installation.database(context);
      try (Connection connection =
          DriverManager.getConnection(access.jdbcUrl(), access.username(), access.password())) {
        assertThat(connection.isValid(5)).isTrue();
      }
    }
  }

  private static PartStatus status(LocalInstallation installation, String name) {
    return installation.status().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
