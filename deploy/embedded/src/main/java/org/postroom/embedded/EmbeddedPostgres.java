package org.postroom.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL server as a child process on a loopback port. What it acknowledged survives
 * stop, {@link #kill}, and a power cut: fsync, synchronous_commit and full_page_writes are on. Runs
 * as root and as an ordinary user.
 *
 * <p>The data directory holds {@code cluster/} (PostgreSQL's own), {@code superuser-password} and,
 * unless told otherwise, {@code postgres.log}. One server at a time owns it; a server left over by
 * a process that was killed is ended first.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String MAINTENANCE = "postgres";
  private static final Duration START_PATIENCE = Duration.ofSeconds(120);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final int LOG_LINES = 20;

  private final Path directory;
  private final PostgresCluster cluster;
  private final int port;
  private final Path log;
  private final PostgresBinaries binaries;
  private final FileChannel ownership;
  private final Unprivileged user;
  private final String superuserPassword;
  private volatile ChildProcess process;

  private EmbeddedPostgres(Path directory, int port, Path log) throws IOException {
    this.directory = directory.toAbsolutePath();
    this.port = port;
    this.log = log.toAbsolutePath();
    this.binaries = PostgresBinaries.unpacked();
    this.cluster = new PostgresCluster(this.directory, binaries);
    Directories.create(this.directory);
    this.ownership = own(this.directory);
    try {
      this.superuserPassword = cluster.superuserPassword();
      // After the file with the password, which whoever runs PostgreSQL has to read as well.
      this.user = Unprivileged.find(binaries.program("postgres"), this.directory);
    } catch (IOException | RuntimeException e) {
      ownership.close();
      throw e;
    }
  }

  /** Starts on a free port; see {@link #start(Path, int, Path)}. */
  public static EmbeddedPostgres start(Path dataDirectory) {
    return start(dataDirectory, new FreePorts(new SecureRandom()).next());
  }

  /** Starts on a port of the caller's choice; see {@link #start(Path, int, Path)}. */
  public static EmbeddedPostgres start(Path dataDirectory, int port) {
    return start(dataDirectory, port, dataDirectory.resolve("postgres.log"));
  }

  /**
   * Starts a server over a data directory, which is made when it is not there, and returns when it
   * takes connections.
   *
   * @throws IllegalStateException when it does not come up, with the end of its log
   */
  public static EmbeddedPostgres start(Path dataDirectory, int port, Path log) {
    try {
      EmbeddedPostgres postgres = new EmbeddedPostgres(dataDirectory, port, log);
      try {
        postgres.start();
        return postgres;
      } catch (RuntimeException e) {
        postgres.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again, on the same port and data, after {@link #stop} or {@link #kill}. */
  public synchronized void start() {
    if (isAlive()) {
      return;
    }
    try {
      if (!cluster.exists()) {
        cluster.initialize(user, log);
      }
      new PostmasterPid(cluster.path()).clear();
      process = ChildProcess.start(user.command(serverCommand()), Map.of("TZ", "UTC"), log);
      awaitConnections();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it in order, cutting open connections. */
  public synchronized void stop() {
    if (process != null) {
      process.stop("INT", STOP_PATIENCE);
    }
  }

  /** Ends it as {@code kill -9} does: nothing is written any more. */
  public synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** Stops it and gives the data directory free. */
  @Override
  public void close() {
    stop();
    try {
      ownership.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** The server's process; each start makes a new one. */
  public ProcessHandle handle() {
    return process.handle();
  }

  public int port() {
    return port;
  }

  public Path log() {
    return log;
  }

  /** For JDBC, without user and password. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** For Vert.x and Hibernate Reactive, without user and password. */
  public String reactiveUrl(String database) {
    return "postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** A connection of the superuser to a database ({@code postgres} always exists). */
  public Connection superuserConnection(String database) throws SQLException {
    return DriverManager.getConnection(
        jdbcUrl(database), PostgresCluster.SUPERUSER, superuserPassword);
  }

  /**
   * Makes sure of a role that can log in with this password and of a database that it owns and that
   * no other role may enter. Repeating it changes nothing but the password.
   */
  public void createDatabase(String database, String role, String password) {
    try (Connection connection = superuserConnection(MAINTENANCE);
        Statement statement = connection.createStatement()) {
      String verb = exists(connection, "pg_roles", "rolname", role) ? "ALTER" : "CREATE";
      statement.execute(
          "%s ROLE %s LOGIN PASSWORD %s"
              .formatted(
                  verb,
                  statement.enquoteIdentifier(role, true),
                  statement.enquoteLiteral(password)));
      if (!exists(connection, "pg_database", "datname", database)) {
        String quoted = statement.enquoteIdentifier(database, true);
        statement.execute(
            "CREATE DATABASE %s OWNER %s"
                .formatted(quoted, statement.enquoteIdentifier(role, true)));
        statement.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(quoted));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("could not make the database " + database, e);
    }
  }

  private static boolean exists(Connection connection, String table, String column, String name)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM %s WHERE %s = ?".formatted(table, column))) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  private List<String> serverCommand() {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("postgres").toString());
    command.add("-D");
    command.add(cluster.path().toString());
    settings()
        .forEach(
            (name, value) -> {
              command.add("-c");
              command.add(name + "=" + value);
            });
    return command;
  }

  private Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("port", Integer.toString(port)),
        Map.entry("listen_addresses", "127.0.0.1"),
        Map.entry("unix_socket_directories", ""),
        Map.entry("max_connections", "200"),
        Map.entry("shared_buffers", "128MB"),
        Map.entry("fsync", "on"),
        Map.entry("synchronous_commit", "on"),
        Map.entry("full_page_writes", "on"),
        Map.entry("jit", "off"),
        Map.entry("timezone", "UTC"),
        Map.entry("log_timezone", "UTC"),
        // Statements hold values that belong in no log.
        Map.entry("log_min_error_statement", "panic"),
        Map.entry("log_error_verbosity", "terse"),
        Map.entry("log_parameter_max_length_on_error", "0"));
  }

  private void awaitConnections() {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (true) {
      try (Connection connection = superuserConnection(MAINTENANCE)) {
        if (connection.isValid(1)) {
          return;
        }
      } catch (SQLException e) {
        if (!isAlive() || System.nanoTime() > deadline) {
          String end = process.lastLogLines(LOG_LINES);
          process.kill();
          throw new IllegalStateException("PostgreSQL did not start:\n" + end, e);
        }
      }
      if (process.awaitExit(Duration.ofMillis(50))) {
        throw new IllegalStateException(
            "PostgreSQL did not start:\n" + process.lastLogLines(LOG_LINES));
      }
    }
  }

  private static FileChannel own(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // held in this very JVM: the same answer
    }
    channel.close();
    throw new IllegalStateException("another process runs PostgreSQL over " + directory);
  }
}
