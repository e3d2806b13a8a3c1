package org.postroom.directory.registration.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postroom.embedded.TestInfrastructure;
import org.postroom.kit.testing.TestServers;

/**
 * A database of its own, filled by COPY, that tells how it would run a query. By hand with {@code
 * -Dpostroom.test.rows=1000000}; the plans are logged.
 */
public final class Plans implements AutoCloseable {
  private static final int USUAL = 100_000;

  /** How many rows a large table has; some tests fill tables of other sizes beside it. */
  public static final int LARGE = Integer.getInteger("postroom.test.rows", USUAL);

  private static final Logger LOG = Logger.getLogger(Plans.class);
  private static final int ROWS_AT_ONCE = 10_000;
  private static final Pattern PARAMETER = Pattern.compile(":([a-z]+)");
  private static final Pattern NUMBER = Pattern.compile("\\$([0-9]+)");
  private static final Pattern ROWS = Pattern.compile("actual .*?rows=([0-9.]+)");
  private static final Pattern BUFFERS = Pattern.compile("Buffers: shared hit=([0-9]+)$");

  private final Connection connection;

  private Plans(Connection connection) {
    this.connection = connection;
  }

  /** A new database with the service's own tables. */
  public static Plans open() throws SQLException {
    TestInfrastructure.Database database = TestServers.shared().freshDatabase("plans");
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.username(), database.password())
        .locations("db/migration")
        .load()
        .migrate();
    return new Plans(
        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password()));
  }

  /**
   * Fills a table.
   *
   * @param into the table and its columns in parentheses
   * @param row the values of a row, with tabs between them
   */
  public void fill(String into, int count, IntFunction<String> row)
      throws SQLException, IOException {
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    for (int from = 0; from < count; from += ROWS_AT_ONCE) {
      String rows =
          IntStream.range(from, Math.min(count, from + ROWS_AT_ONCE))
              .mapToObj(i -> row.apply(i) + "\n")
              .collect(Collectors.joining());
      copies.copyIn("copy " + into + " from stdin", new StringReader(rows));
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("analyze " + into.substring(0, into.indexOf(' ')));
    }
  }

  /** As the service runs it in the long run: with a plan that knows no values. */
  public Plan explain(String sql, Map<String, Object> parameters) throws SQLException {
    return explain("analyze, buffers, costs off, timing off", sql, parameters);
  }

  /** The same, for a statement that is not to be run. */
  public Plan estimate(String sql, Map<String, Object> parameters) throws SQLException {
    return explain("costs off", sql, parameters);
  }

  /** The same of plain SQL with {@code $n} parameters. */
  public Plan explainNumbered(String sql, Object... parameters) throws SQLException {
    return explainNumbered("analyze, buffers, costs off, timing off", sql, parameters);
  }

  /** The same of plain SQL with {@code $n} parameters that is not to be run. */
  public Plan estimateNumbered(String sql, Object... parameters) throws SQLException {
    return explainNumbered("costs off", sql, parameters);
  }

  private Plan explainNumbered(String options, String sql, Object... parameters)
      throws SQLException {
    return explain(options, NUMBER, sql, number -> parameters[Integer.parseInt(number) - 1]);
  }

  private Plan explain(String options, String sql, Map<String, Object> parameters)
      throws SQLException {
    return explain(options, PARAMETER, sql, parameters::get);
  }

  private Plan explain(
      String options, Pattern parameters, String sql, Function<String, Object> value)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    Matcher parameter = parameters.matcher(sql);
    while (parameter.find()) {
      values.add(value.apply(parameter.group(1)));
    }
    try (Statement settings = connection.createStatement()) {
      settings.execute("set plan_cache_mode = force_generic_plan");
    }
    List<String> plan = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("explain (" + options + ") " + parameter.replaceAll("?"))) {
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
    if (LARGE > USUAL) {
      LOG.infof("%s%n%s", sql, String.join("\n", plan));
    }
    return new Plan(plan);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** How a query was run. */
  public record Plan(List<String> lines) {

    /** No step reads a whole table. */
    public void readsNoTable() {
      assertThat(lines).noneMatch(line -> line.contains("Seq Scan"));
      assertThat(lines).anyMatch(line -> line.contains("Index"));
    }

    /** No step reads a whole table, more rows or more pages than this. */
    public void walksAnIndex(int mostRows, int mostBuffers) {
      readsNoTable();
      for (String line : lines) {
        Matcher rows = ROWS.matcher(line);
        if (rows.find()) {
          assertThat(Double.parseDouble(rows.group(1))).as(line).isLessThanOrEqualTo(mostRows);
        }
        Matcher buffers = BUFFERS.matcher(line);
        if (buffers.find()) {
          assertThat(Integer.parseInt(buffers.group(1)))
              .as(String.join("\n", lines))
              .isLessThan(mostBuffers);
        }
      }
    }
  }
}
