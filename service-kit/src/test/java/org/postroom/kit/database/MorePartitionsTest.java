package org.postroom.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.embedded.TestInfrastructure;
import org.postroom.kit.outbox.Publisher;

/** The script that operators run when an installation gets more partitions. */
class MorePartitionsTest {
  private static final int PARTITIONS = 96;
  private static final String INBOX =
      "insert into inbox (organization_id, command_id, operation, partition, expires_at)"
          + " values (?, 'c', 'CreateUser', ?, now())";

  private Connection connection;
  private String script;

  @BeforeEach
  void makeASchema() throws Exception {
    TestInfrastructure.Database database = TestInfrastructure.shared().freshDatabase("partitions");
    try (DatabaseMigration migration =
        new DatabaseMigration(
            database.reactiveUrl(),
            database.username(),
            database.password(),
            new DatabaseLogin(Optional.empty(), Optional.empty()))) {
      migration.run();
    }
    connection =
        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    script = Files.readString(Path.of("../deploy/kubernetes/more-partitions.sql"));
    execute("set postroom.partitions = " + PARTITIONS);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void organizationsAreWhereKafkasClientsSendTheirRecords() throws Exception {
    Random random = new Random(20261123);
    List<String> organizations = new ArrayList<>(List.of("", "a", "ab", "abc", "abcd", "é€"));
    for (int i = 0; i < 500; i++) {
      organizations.add("m-%016x%016x".formatted(random.nextLong(), random.nextLong()));
    }
    try (PreparedStatement insert = connection.prepareStatement(INBOX)) {
      for (String organization : organizations) {
        insert.setString(1, organization);
        insert.setInt(2, Publisher.partitionOf(organization, 16));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    execute(script);
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("select organization_id, partition from inbox")) {
      int seen = 0;
      while (rows.next()) {
        assertThat(rows.getInt(2))
            .as("%s", rows.getString(1))
            .isEqualTo(Publisher.partitionOf(rows.getString(1), PARTITIONS));
        seen++;
      }
      assertThat(seen).isEqualTo(organizations.size());
    }
    assertThat(epoch()).isEqualTo(2);
  }

  @Test
  void nothingChangesWhileThereIsWorkLeft() throws Exception {
    execute(
        """
        insert into outbox (organization_id, lane_topic, lane_partition, number, topic, command_id,
          headers, value, finished, created_at)
        values ('m-1', 't', 1, 1, 't', 'c', '', '', false, now())
        """);
    assertThatThrownBy(() -> execute(script)).hasMessageContaining("work left");
    execute("rollback");
    assertThat(epoch()).isEqualTo(1);
  }

  private long epoch() throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("select epoch from service_epoch")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
