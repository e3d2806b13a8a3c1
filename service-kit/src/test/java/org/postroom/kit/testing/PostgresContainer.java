package org.postroom.kit.testing;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * PostgreSQL as its public image runs it, with the embedded one's locale and number of connections.
 * The system property {@value #IMAGE} names another image.
 */
final class PostgresContainer extends GenericContainer<PostgresContainer> {
  static final String IMAGE = "postroom.test.postgres-image";

  private static final int PORT = 5432;
  private static final String SUPERUSER = "postgres";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final String password;

  PostgresContainer() {
    super(DockerImageName.parse(System.getProperty(IMAGE, "docker.io/library/postgres:18.6")));
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    password = HexFormat.of().formatHex(random);
    withExposedPorts(PORT);
    withStartupTimeout(PATIENCE);
    withEnv("PGDATA", "/var/lib/postgresql/data/cluster");
    withEnv("POSTGRES_PASSWORD", password);
    withEnv(
        "POSTGRES_INITDB_ARGS",
        "--encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C");
    withCommand("-c", "max_connections=200", "-c", "jit=off", "-c", "timezone=UTC");
  }

  @Override
  public void start() {
    if (isRunning()) {
      return;
    }
    super.start();
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(
            () -> {
              try (Connection connection = superuserConnection()) {
                return connection.isValid(1);
              }
            });
  }

  /** A database with an owner and a password of the same name. */
  void createDatabase(String name) {
    try (Connection connection = superuserConnection();
        Statement statement = connection.createStatement()) {
      String quoted = statement.enquoteIdentifier(name, true);
      statement.execute(
          "create role %s login password %s".formatted(quoted, statement.enquoteLiteral(name)));
      statement.execute("create database %1$s owner %1$s".formatted(quoted));
    } catch (SQLException e) {
      throw new IllegalStateException("could not make the database " + name, e);
    }
  }

  String jdbcUrl(String database) {
    return "jdbc:" + reactiveUrl(database);
  }

  String reactiveUrl(String database) {
    return "postgresql://%s:%d/%s".formatted(getHost(), getMappedPort(PORT), database);
  }

  private Connection superuserConnection() throws SQLException {
    return DriverManager.getConnection(jdbcUrl("postgres"), SUPERUSER, password);
  }
}
