package org.postroom.maildomain.verification.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postroom.embedded.TestInfrastructure;
import org.postroom.kit.testing.TestServers;

/** What it costs to find the domains that are due among 100,000 that are pending. */
class DueChecksPlanTest {
  private static final int PARTITIONS = 16;
  private static final int LIMIT = 100;
  private static final Pattern ROWS = Pattern.compile("actual .*?rows=([0-9.]+)");

  private static Connection connection;

  @BeforeAll
  static void fill() throws SQLException {
    TestInfrastructure.Database database = TestServers.shared().freshDatabase("plans");
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.username(), database.password())
        .locations("db/migration")
        .load()
        .migrate();
    connection =
        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into mail_domain select 'm-' || n % 1000, 'r-' || n, 'd' || n || '.example.com',"
              + " false, 'PENDING', 'PENDING', n, now() from generate_series(1, 100000) n");
      statement.execute(
          "insert into mail_domain_check select 'm-' || n % 1000, 'r-' || n, n % 16, n % 9,"
              + " now() - n % 7919 * interval '1 second', now(), now()"
              + " from generate_series(1, 100000) n");
      statement.execute("analyze mail_domain");
      statement.execute("analyze mail_domain_check");
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @Test
  void dueDomainsAreFoundByTheIndexWhenAllAreDue() throws SQLException {
    List<String> plan = plan(OffsetDateTime.now());
    assertThat(plan).noneMatch(line -> line.contains("Seq Scan"));
    assertThat(plan).anyMatch(line -> line.contains("ix_mail_domain_check_due"));
    for (String line : plan) {
      Matcher rows = ROWS.matcher(line);
      if (rows.find()) {
        assertThat(Double.parseDouble(rows.group(1)))
            .as(line)
            .isLessThanOrEqualTo(PARTITIONS * LIMIT);
      }
    }
  }

  @Test
  void nextToNothingIsReadWhenNoneIsDue() throws SQLException {
    assertThat(plan(OffsetDateTime.now().minusYears(1)))
        .noneMatch(line -> line.contains("Seq Scan"))
        .anyMatch(line -> line.contains("ix_mail_domain_check_due"));
  }

  /** With a plan that knows no values, as in the long run. */
  private static List<String> plan(OffsetDateTime now) throws SQLException {
    String statement = DbDomainChecks.DUE.replaceAll("\\$[0-9]", "?");
    try (Statement settings = connection.createStatement()) {
      settings.execute("set plan_cache_mode = force_generic_plan");
    }
    try (PreparedStatement explain =
        connection.prepareStatement("explain (analyze, costs off, timing off) " + statement)) {
      explain.setArray(
          1,
          connection.createArrayOf(
              "int4", IntStream.range(0, PARTITIONS).boxed().toArray(Integer[]::new)));
      explain.setObject(2, now);
      explain.setInt(3, LIMIT);
      explain.setInt(4, LIMIT);
      List<String> lines = new ArrayList<>();
      try (ResultSet plan = explain.executeQuery()) {
        while (plan.next()) {
          lines.add(plan.getString(1));
        }
      }
      return lines;
    }
  }
}
