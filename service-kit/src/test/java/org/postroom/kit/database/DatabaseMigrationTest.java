package org.postroom.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.embedded.TestInfrastructure;

/** What a rollout does to a schema: once beforehand, and by versions that follow each other. */
class DatabaseMigrationTest {
  private TestInfrastructure.Database database;
  private DatabaseMigration migration;

  @BeforeEach
  void make() {
    database = TestInfrastructure.shared().freshDatabase("migration");
    migration =
        new DatabaseMigration(
            database.reactiveUrl(),
            database.username(),
            database.password(),
            new DatabaseLogin(Optional.empty(), Optional.empty()));
  }

  @Test
  void aSecondRunFindsNothingToDo() throws Exception {
    migration.run();
    long applied = count("select count(*) from flyway_schema_history");
    assertThat(applied).isPositive();
    migration.run();
    assertThat(count("select count(*) from flyway_schema_history")).isEqualTo(applied);
    assertThat(migration.done().toCompletableFuture())
        .as("a run beforehand must not let a service begin")
        .isNotDone();
  }

  @Test
  void anOlderVersionStartsOverTheSchemaOfANewerOne() throws Exception {
    migration.run();
    execute(
        """
        insert into flyway_schema_history
          (installed_rank, version, description, type, script, checksum, installed_by,
           execution_time, success)
        values
          (998, '99', 'of the next kit', 'SQL', 'V99__of_the_next_kit.sql', 1, 'test', 1, true),
          (999, '999', 'of the next', 'SQL', 'V999__of_the_next.sql', 1, 'test', 1, true)
        """);
    migration.run();
  }

  @Test
  void aDatabaseOfSomebodyElseEndsTheRunAndStaysAsItIs() throws Exception {
    execute("create table somebody_elses (content text)");
    assertThatThrownBy(migration::run).isInstanceOf(FlywayException.class);
    assertThat(
            count(
                "select count(*) from information_schema.tables where table_name ="
                    + " 'service_epoch'"))
        .isZero();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }
}
