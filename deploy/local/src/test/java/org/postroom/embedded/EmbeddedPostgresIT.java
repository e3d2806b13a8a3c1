package org.postroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
  @TempDir Path directory;

  @Test
  void keepsCommittedRowsOverStopKillAndNewOwner() throws SQLException {
    Path data = directory.resolve("data");
    int port;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      port = postgres.port();
      postgres.createDatabase("directory", "directory", "it's secret");
      insert(postgres, "before stop");
      postgres.stop();
      assertThat(postgres.isAlive()).isFalse();
      postgres.start();
      insert(postgres, "before kill");
      postgres.kill();
      assertThat(postgres.isAlive()).isFalse();
      postgres.start();
      insert(postgres, "after kill");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, port)) {
      postgres.createDatabase("directory", "directory", "it's secret");
      assertThat(rows(postgres)).containsExactly("before stop", "before kill", "after kill");
    }
  }

  @Test
  void aPidFileOfAnUnrelatedProcessPreventsNothing() throws Exception {
    Path data = directory.resolve("data");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      postgres.kill();
      Path pidFile = data.resolve("cluster/postmaster.pid");
      List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
      lines.set(0, Long.toString(ProcessHandle.current().pid()));
      Files.write(pidFile, lines);
      postgres.start();
      assertThat(postgres.isAlive()).isTrue();
    }
  }

  @Test
  void aServerThatLostItsOwnerIsEndedFirst() throws Exception {
    Path data = directory.resolve("data");
    Path pidFile = directory.resolve("pid");
    OtherJvm.run(OrphanedPostgres.class, directory.resolve("owner.log"), data, pidFile);
    long orphan = Long.parseLong(Files.readString(pidFile));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(postgres.pid()).isNotEqualTo(orphan);
      insert(postgres, "by the new owner");
      assertThat(rows(postgres)).containsExactly("by the new owner");
    }
  }

  /** What running servers are enough for. */
  @Test
  void oneOwnerPerDirectoryAndSeveralDirectoriesAtOnce() throws SQLException {
    Path data = directory.resolve("data");
    try (EmbeddedPostgres one = EmbeddedPostgres.start(data);
        EmbeddedPostgres other = EmbeddedPostgres.start(directory.resolve("other"))) {
      assertThat(other.port()).isNotEqualTo(one.port());
      assertThatThrownBy(() -> EmbeddedPostgres.start(data))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another process");
      assertThat(one.isAlive()).isTrue();
      flushesWhatItCommits(one);
      aRoleCannotEnterAnotherRolesDatabase(one);
    }
  }

  private static void flushesWhatItCommits(EmbeddedPostgres postgres) throws SQLException {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      try (Connection connection = postgres.superuserConnection("postgres");
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SHOW " + setting)) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).as(setting).isEqualTo("on");
      }
    }
  }

  private static void aRoleCannotEnterAnotherRolesDatabase(EmbeddedPostgres postgres) {
    postgres.createDatabase("directory", "directory", "a");
    postgres.createDatabase("policy", "policy", "b");
    assertThatThrownBy(
            () -> DriverManager.getConnection(postgres.jdbcUrl("directory"), "policy", "b"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
    assertThatThrownBy(
            () -> DriverManager.getConnection(postgres.jdbcUrl("policy"), "policy", "wrong"))
        .isInstanceOf(SQLException.class);
  }

  private static void insert(EmbeddedPostgres postgres, String text) throws SQLException {
    try (Connection connection = connection(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS notes (id int GENERATED ALWAYS AS IDENTITY, note text)");
      statement.execute("INSERT INTO notes (note) VALUES ('" + text + "')");
    }
  }

  private static List<String> rows(EmbeddedPostgres postgres) throws SQLException {
    List<String> notes = new ArrayList<>();
    try (Connection connection = connection(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT note FROM notes ORDER BY id")) {
      while (rows.next()) {
        notes.add(rows.getString(1));
      }
    }
    return notes;
  }

  private static Connection connection(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl("directory"), "directory", "it's secret");
  }
}
