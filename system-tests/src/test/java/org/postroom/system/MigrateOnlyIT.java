package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.LocalInstallation.DatabaseAccess;

/** A service as it is shipped that is only to bring its schema up to date, before a rollout. */
@OnSharedSystem
class MigrateOnlyIT {
  @Test
  void itNeedsNothingButTheDatabaseAndEnds(RunningSystem.System system) throws Exception {
    DatabaseAccess database = system.installation().database(BoundedContext.POLICY);
    Path password = Files.createTempFile("postroom-password-", "");
    Path log = Files.createTempFile("postroom-migration-", ".log");
    Files.writeString(password, database.password());
    ProcessBuilder migration =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-jar",
                "../policy-service/target/quarkus-app/quarkus-run.jar")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    migration
        .environment()
        .putAll(
            Map.of(
                "POSTROOM_MIGRATE_ONLY",
                "true",
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.jdbcUrl().replaceFirst("^jdbc:", ""),
                "QUARKUS_DATASOURCE_USERNAME",
                database.username(),
                "POSTROOM_DATABASE_PASSWORD_FILE",
                password.toString()));
    Process process = migration.start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue())
          .as("%s", Files.readString(log, StandardCharsets.UTF_8))
          .isZero();
      assertThat(Files.readString(log)).contains("The database schema is up to date; migrations=0");
    } finally {
      process.destroyForcibly();
      Files.delete(password);
      Files.delete(log);
    }
  }
}
