package org.postroom.directory.user.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.user.model.UserFilter;
import org.postroom.embedded.TestInfrastructure;

/**
 * What each page of users costs among 100,000: it follows one index and reads about as many rows as
 * the page has, also in the middle of many equal values.
 */
class UserListingPlansIT {
  private static final OrganizationId ORGANIZATION = OrganizationId.of("m-" + "0a".repeat(16));
  private static final int USERS = 100_000;
  private static final int PAGE = 101;
  private static final Pattern PARAMETER = Pattern.compile(":([a-z]+)");
  private static final Pattern ROWS = Pattern.compile("actual .*?rows=([0-9.]+)");

  private static final Pattern BUFFERS = Pattern.compile("Buffers: shared hit=([0-9]+)$");

  /** Each row may be on a page of its own; the descent into an index takes a few more. */
  private static final int MOST_BUFFERS = 4 * PAGE;

  private static Connection connection;

  @BeforeAll
  static void fill() throws Exception {
    TestInfrastructure.Database database = TestInfrastructure.shared().freshDatabase("plans");
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.username(), database.password())
        .locations("db/migration")
        .load()
        .migrate();
    connection =
        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < USERS; i++) {
      row(rows, i);
    }
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            "copy directory_user (organization_id, user_id, creation_number, name, name_key,"
                + " display_name, display_name_key, email, email_key, state, role, hidden)"
                + " from stdin",
            new StringReader(rows.toString()));
    try (Statement statement = connection.createStatement()) {
      statement.execute("analyze directory_user");
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  static Stream<Arguments> pages() {
    List<Arguments> pages = new ArrayList<>();
    for (UserFilter filter :
        List.of(
            UserFilter.of(null),
            new UserFilter(UserFilter.By.STATE, "ENABLED"),
            new UserFilter(UserFilter.By.STATE, "DELETED"))) {
      pages.add(Arguments.of(filter, List.of()));
      pages.add(Arguments.of(filter, List.of("50000")));
    }
    for (UserFilter filter :
        List.of(
            new UserFilter(UserFilter.By.NAME, "user"),
            new UserFilter(UserFilter.By.NAME, ""),
            new UserFilter(UserFilter.By.PRIMARY_EMAIL, "user"))) {
      pages.add(Arguments.of(filter, List.of()));
      pages.add(Arguments.of(filter, List.of("user050000", id(50_000))));
    }
    UserFilter everybodyIsCalledThat = new UserFilter(UserFilter.By.DISPLAY_NAME, "same");
    pages.add(Arguments.of(everybodyIsCalledThat, List.of()));
    pages.add(Arguments.of(everybodyIsCalledThat, List.of("same name", id(50_000))));
    return pages.stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void readsAPageOfRowsFromAnIndex(UserFilter filter, List<String> after) throws Exception {
    UserListingQuery query = UserListingQuery.of(ORGANIZATION, filter, after, PAGE);
    List<Object> values = new ArrayList<>();
    Matcher parameter = PARAMETER.matcher(query.sql());
    while (parameter.find()) {
      values.add(query.parameters().get(parameter.group(1)));
    }

    List<String> plan = explain(parameter.replaceAll("?"), values);

    assertThat(plan).noneMatch(line -> line.contains("Seq Scan"));
    assertThat(plan).anyMatch(line -> line.contains("Index"));
    for (String line : plan) {
      Matcher rows = ROWS.matcher(line);
      if (rows.find()) {
        assertThat(Double.parseDouble(rows.group(1))).as(line).isLessThanOrEqualTo(2.0 * PAGE);
      }
      Matcher buffers = BUFFERS.matcher(line);
      if (buffers.find()) {
        assertThat(Integer.parseInt(buffers.group(1))).as(line).isLessThan(MOST_BUFFERS);
      }
    }
  }

  /** As the service runs it in the long run: with a plan that knows no values. */
  private static List<String> explain(String sql, List<Object> values) throws SQLException {
    try (Statement settings = connection.createStatement()) {
      settings.execute("set plan_cache_mode = force_generic_plan");
    }
    List<String> plan = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("explain (analyze, buffers, costs off, timing off) " + sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      // The second time everything is in memory, whatever the first one found.
      statement.execute();
      try (ResultSet lines = statement.executeQuery()) {
        while (lines.next()) {
          plan.add(lines.getString(1));
        }
      }
    }
    return plan;
  }

  private static void row(StringBuilder rows, int i) {
    String state = i % 10 == 0 ? "DELETED" : i % 3 == 0 ? "ENABLED" : "DISABLED";
    String name = "user%06d".formatted(i);
    String email = state.equals("ENABLED") ? name + "@example.com" : "\\N";
    rows.append(
        String.join(
            "\t",
            ORGANIZATION.value(),
            id(i),
            Integer.toString(i + 1),
            name,
            name,
            "Same name",
            "same name",
            email,
            email,
            state,
            "USER",
            "f\n"));
  }

  private static String id(int i) {
    return "%08d-0000-4000-8000-000000000000".formatted(i);
  }
}
