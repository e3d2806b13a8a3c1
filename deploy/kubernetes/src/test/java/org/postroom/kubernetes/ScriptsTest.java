package org.postroom.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.kubernetes.Rendering.Workload;

/** The scripts that pods run, with stand-ins for the programs that they call. */
class ScriptsTest {
  private static final Path BACKUP = Path.of("components", "backup", "backup.sh");
  private static final Path TOPICS = Path.of("overlays", "single", "kafka", "topics.sh");

  @TempDir Path directory;
  private Path programs;

  @BeforeEach
  void makePrograms() throws IOException {
    programs = Files.createDirectory(directory.resolve("programs"));
  }

  /** The file system is read-only, save what is mounted. */
  @ParameterizedTest
  @MethodSource("org.postroom.kubernetes.Rendering#kept")
  void everyPodOfOursReachesItsProcessWithoutMakingADirectory(Rendering rendering)
      throws Exception {
    program("mkdir", "echo \"$0: read-only file system\" >&2; exit 1");
    program("java", "echo java \"$@\"");
    for (Workload workload : rendering.workloads().toList()) {
      for (JsonNode container : workload.containers().toList()) {
        if (ConfigurationTest.service(container) != null) {
          assertThat(
                  run(
                      Path.of("..", "images", "postroom-service"),
                      ConfigurationTest.variables(rendering, container)))
              .as("%s of %s", workload, rendering)
              .startsWith("java ")
              .contains("-jar quarkus-run.jar");
        }
      }
    }
  }

  @Test
  void aBackupMakesRoomAndNeverTakesTheLastOne() throws Exception {
    program("pg_dump", "for last; do :; done; : > \"${last#--file=}\"");
    program("sync", "exit 0");
    Path backups = Files.createDirectory(directory.resolve("backups"));
    for (String name : List.of("2026-01-01T000000Z", "2026-01-02T000000Z", ".part-x", "mine")) {
      Path old = Files.createDirectory(backups.resolve(name));
      Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(90))));
    }
    Path secrets = directory.resolve("secrets");
    for (String database : List.of("directory", "mail_domain", "policy", "export")) {
      Path secret = Files.createDirectories(secrets.resolve(database));
      Files.writeString(secret.resolve("password"), "none");
    }
    Map<String, String> told =
        Map.of(
            "BACKUP_DIRECTORY", backups.toString(),
            "BACKUP_KEEP_DAYS", "14",
            "DATABASE_SECRETS", secrets.toString());

    assertThat(run(BACKUP, told)).startsWith("Backed up: ");
    assertThat(names(backups)).contains("2026-01-02T000000Z", "mine").hasSize(3);

    // Without room, or without a database, what was the last one stays.
    program("pg_dump", "exit 1");
    String last = names(backups).get(1);
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(30)));
    Files.setLastModifiedTime(backups.resolve(last), old);
    Process failing = start(BACKUP, told);
    failing.getInputStream().readAllBytes();
    assertThat(failing.waitFor()).isNotZero();
    assertThat(names(backups)).contains(last).doesNotContain("2026-01-02T000000Z");
  }

  @Test
  void topicsGetMorePartitionsOnlyWhenThatIsAskedFor() throws Exception {
    Path list = Files.writeString(directory.resolve("topics"), "audit.v1 -1 604800000 yes\n");
    Path script =
        Files.writeString(
            directory.resolve("topics.sh"),
            Files.readString(TOPICS)
                .replace("/opt/kafka/bin", programs.toString())
                .replace("/etc/kafka/topics", list.toString()));
    String topic = "Topic: audit.v1 TopicId: x PartitionCount: 16 ReplicationFactor: 1 Configs: ";
    program(
        "kafka-topics.sh",
        "case \"$*\" in *--describe*) echo '" + topic + "' ;; *) echo \"$*\" ;; esac");
    program("kafka-configs.sh", "exit 0");

    assertThat(run(script, Map.of("POSTROOM_TOPICS_PARTITIONS", "32"))).isEmpty();
    String raised = "--alter --topic audit.v1 --partitions 32\n";
    assertThat(
            run(
                script,
                Map.of("POSTROOM_TOPICS_PARTITIONS", "32", "POSTROOM_TOPICS_RAISE", "true")))
        .endsWith(raised);
    assertThat(
            run(script, Map.of("POSTROOM_TOPICS_PARTITIONS", "8", "POSTROOM_TOPICS_RAISE", "true")))
        .as("there is no way to have fewer")
        .isEmpty();
  }

  private void program(String name, String script) throws IOException {
    Path program = programs.resolve(name);
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String run(Path script, Map<String, String> variables) throws Exception {
    Process process = start(script, variables);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", script, said).isZero();
    return said;
  }

  private Process start(Path script, Map<String, String> variables) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", script.toString()).redirectErrorStream(true);
    builder.environment().putAll(variables);
    builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
    return builder.start();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
