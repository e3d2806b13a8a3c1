package org.postroom.kit.secured;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.postroom.contract.message.Topics;
import org.postroom.embedded.TestInfrastructure;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.transport.testing.TestIdentity;

/**
 * Kafka and PostgreSQL as a service finds them in earnest: reached over TLS, with a login and a
 * password in files.
 */
public final class SecuredSurroundings implements QuarkusTestResourceLifecycleManager {
  static final int PARTITIONS = 4;

  private static final String USER = "policy-service";
  private static SecuredSurroundings running;

  private final TestInfrastructure infrastructure = TestInfrastructure.shared();
  private Path directory;
  private TestIdentity identity;
  private SecuredBroker broker;
  private TestInfrastructure.Database database;
  private String password;
  private int exchanges;

  static SecuredSurroundings running() {
    return running;
  }

  @Override
  public int order() {
    // What it says counts more than what the plain surroundings say.
    return 100;
  }

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("postroom-secured-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    identity = TestIdentity.of("first", directory);
    trust(identity);
    writeIdentity();
    database = infrastructure.freshDatabase("secured");
    password = database.password();
    file("database-password", password);
    secureDatabase();
    broker = new SecuredBroker(directory, identity);
    broker.start();
    broker.createTopics(Topics.all(), PARTITIONS);
    login("the-first-password");
    running = this;
    return settings();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", broker.secured());
    settings.put("kafka.security.protocol", "SASL_SSL");
    settings.put("postroom.kafka.credentials-file", path("kafka-login"));
    settings.put("postroom.tls.certificate-file", path("tls.crt"));
    settings.put("postroom.tls.key-file", path("tls.key"));
    settings.put("postroom.tls.trust-file", path("ca.crt"));
    settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
    settings.put("quarkus.datasource.username", database.username());
    settings.put("quarkus.datasource.password", "not the one that counts");
    settings.put("postroom.database.password-file", path("database-password"));
    settings.put("postroom.database.trust-file", path("ca.crt"));
    settings.put("postroom.topics.partitions", Integer.toString(PARTITIONS));
    settings.put("postroom.service-credential-file", path("token"));
    settings.put("postroom.audit.spool-directory", path("audit-spool"));
    file("token", PostroomTestResource.SERVICE_CREDENTIAL);
    return settings;
  }

  @Override
  public void stop() {
    broker.stop();
    running = null;
  }

  SecuredBroker broker() {
    return broker;
  }

  /** Whom servers and clients show at present. */
  TestIdentity identity() {
    return identity;
  }

  /** Whether every connection of the service to its database is encrypted. */
  boolean databaseIsReachedOverTlsOnly() {
    return query(
            "select count(*) filter (where ssl), count(*) from pg_stat_ssl"
                + " join pg_stat_activity using (pid) where datname = '"
                + database.name()
                + "'")
        .matches("([1-9][0-9]*) \\1");
  }

  /**
   * Gives everybody another certificate, another password and another login, and cuts all
   * connections, so that the old ones are of no use any more.
   */
  void exchangeEverything() {
    exchanges++;
    TestIdentity next = TestIdentity.of("next" + exchanges, directory);
    identity = next;
    trust(next);
    writeIdentity();
    secureDatabase();
    password = "the-next-password-" + exchanges;
    query("alter role " + database.username() + " password '" + password + "'");
    file("database-password", password);
    login("the-next-login-" + exchanges);
    broker.show(next);
    query(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '"
            + database.name()
            + "'");
    broker.stop();
    broker.start();
  }

  private void login(String secret) {
    broker.allow(USER, secret);
    file("kafka-login", USER + "\n" + secret + "\n");
  }

  private void trust(TestIdentity trusted) {
    file("ca.crt", trusted.certificate());
  }

  private void writeIdentity() {
    file("tls.crt", identity.certificate());
    file("tls.key", identity.key());
  }

  /** PostgreSQL reads its key as the user that it runs as, and from nobody else's file. */
  private void secureDatabase() {
    try {
      Path cluster = Path.of(query("show data_directory"));
      for (String name : new String[] {"server.crt", "server.key"}) {
        Path file =
            TestIdentity.write(
                cluster.resolve(name),
                name.endsWith("key") ? identity.key() : identity.certificate());
        Files.setOwner(file, Files.getOwner(cluster));
      }
      query("alter system set ssl to on");
      query("select pg_reload_conf()");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String query(String sql) {
    try (Connection connection = infrastructure.postgres().superuserConnection("postgres");
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        rows.next();
        return rows.getMetaData().getColumnCount() == 1
            ? rows.getString(1)
            : rows.getString(1) + " " + rows.getString(2);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private void file(String name, String content) {
    TestIdentity.write(directory.resolve(name), content);
  }
}
