package org.postroom.benchmarks.floor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.local.LocalInstallation.DatabaseAccess;

/**
 * What PostgreSQL does without Postroom: a transaction of three one-row inserts into keyed tables,
 * each statement sent by itself, as pgbench sends it. Where pgbench is not on the path, the same
 * through the JDBC driver.
 */
public final class TransactionFloor {
  private static final List<String> TABLES = List.of("floor_state", "floor_inbox", "floor_outbox");
  private static final String COLUMNS =
      " (organization_id text, id uuid, payload text, primary key (organization_id, id))";
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
  private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");
  private static final int COMMITS = 3000;
  private static final int WARM_UP_COMMITS = 500;

  private final DatabaseAccess database;
  private final Path scratch;

  /**
   * @param database where tables called floor_… may be made
   * @param scratch an existing directory for the script
   */
  public TransactionFloor(DatabaseAccess database, Path scratch) {
    this.database = database;
    this.scratch = scratch;
  }

  /**
   * A measured floor.
   *
   * @param tool what measured it
   * @param rate transactions a second
   * @param averageMicros mean latency of a transaction
   */
  public record Floor(String tool, double rate, long averageMicros) {}

  /** Makes the tables; they must not exist. */
  public void prepare() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute("create table " + table + COLUMNS);
      }
    }
  }

  /** Runs transactions from so many clients for so long. */
  public Floor transactions(int clients, int seconds)
      throws IOException, SQLException, InterruptedException {
    return isOnPath("pgbench") ? pgbench(clients, seconds) : jdbc(clients, seconds);
  }

  /** The median time that a commit of one inserted row takes at one client, in microseconds. */
  public long commitMicros() throws SQLException {
    long[] nanos = new long[COMMITS];
    try (Connection connection = connect();
        var insert = connection.prepareStatement(insert(TABLES.get(0)))) {
      connection.setAutoCommit(false);
      for (int i = -WARM_UP_COMMITS; i < COMMITS; i++) {
        insert.setString(1, "m-commit");
        insert.executeUpdate();
        long start = System.nanoTime();
        connection.commit();
        if (i >= 0) {
          nanos[i] = System.nanoTime() - start;
        }
      }
    }
    Arrays.sort(nanos);
    return nanos[COMMITS / 2] / 1000;
  }

  private Floor pgbench(int clients, int seconds) throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder("begin;\n");
    for (String table : TABLES) {
      script.append(insert(table).replace("?", "'m-' || :client_id")).append(";\n");
    }
    Path file = Files.writeString(scratch.resolve("floor.sql"), script.append("end;\n"));
    List<String> command =
        List.of(
            "pgbench",
            "--no-vacuum",
            "--file=" + file,
            "--client=" + clients,
            "--jobs=" + Math.min(clients, Runtime.getRuntime().availableProcessors()),
            "--time=" + seconds,
            "--host=" + address().group(1),
            "--port=" + address().group(2),
            "--username=" + database.username(),
            address().group(3));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", database.password());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException("pgbench failed: " + output);
    }
    return new Floor("pgbench", number(TPS, output), Math.round(number(LATENCY, output) * 1000));
  }

  private Floor jdbc(int clients, int seconds) throws SQLException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    JdbcClient[] threads = new JdbcClient[clients];
    for (int i = 0; i < clients; i++) {
      threads[i] = new JdbcClient("m-" + i, until);
      threads[i].start();
    }
    long transactions = 0;
    for (JdbcClient thread : threads) {
      thread.join();
      if (thread.failure != null) {
        throw thread.failure;
      }
      transactions += thread.transactions;
    }
    double rate = (double) transactions / seconds;
    return new Floor("JDBC", rate, Math.round(clients * 1e6 / rate));
  }

  private static String insert(String table) {
    return "insert into "
        + table
        + " (organization_id, id, payload) values (?, gen_random_uuid(), repeat('x', 160))";
  }

  private static double number(Pattern pattern, String output) throws IOException {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new IOException("pgbench said something else: " + output);
    }
    return Double.parseDouble(matcher.group(1));
  }

  private Matcher address() {
    Matcher matcher =
        Pattern.compile("jdbc:postgresql://([^:/]+):(\\d+)/(.+)").matcher(database.jdbcUrl());
    if (!matcher.matches()) {
      throw new IllegalStateException("not the address of a PostgreSQL: " + database.jdbcUrl());
    }
    return matcher;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /** One client of the driver's variant. */
  private final class JdbcClient extends Thread {
    private final String organization;
    private final long until;
    private long transactions;
    private SQLException failure;

    JdbcClient(String organization, long until) {
      super("floor-" + organization);
      this.organization = organization;
      this.until = until;
    }

    @Override
    public void run() {
      try (Connection connection = connect();
          var first = connection.prepareStatement(insert(TABLES.get(0)));
          var second = connection.prepareStatement(insert(TABLES.get(1)));
          var third = connection.prepareStatement(insert(TABLES.get(2)))) {
        connection.setAutoCommit(false);
        while (System.nanoTime() < until) {
          for (var insert : List.of(first, second, third)) {
            insert.setString(1, organization);
            insert.executeUpdate();
          }
          connection.commit();
          transactions++;
        }
      } catch (SQLException e) {
        failure = e;
      }
    }
  }
}
