package org.postroom.policy.testing;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.policy.event.PolicyEvents;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.EventLog;
import org.postroom.kit.testing.Queries;
import org.postroom.kit.testing.ScriptedDirectory;

/**
 * The running service with everything around it played by the test; one for all tests of a service.
 */
public final class PolicyUnderTest {
  private static URI sharedAt;
  private static PolicyUnderTest shared;

  public final ScriptedDirectory directory;
  public final CommandClient commands;
  public final Queries queries;
  public final EventLog events;
  private final Config config = ConfigProvider.getConfig();

  /** The one around this service. */
  public static synchronized PolicyUnderTest at(URI service) {
    if (!service.equals(sharedAt)) {
      shared = new PolicyUnderTest(service);
      sharedAt = service;
    }
    return shared;
  }

  private PolicyUnderTest(URI service) {
    String servers = text("kafka.bootstrap.servers");
    directory =
        new ScriptedDirectory(
            servers, URI.create(text("postroom.peers.directory")), EarlierVersion.sequences());
    SecretSealer sealer =
        new SecretSealer(
            SealingKeys.load(Path.of(text("postroom.sealing-keys-file"))), new SecureRandom());
    commands =
        new CommandClient(
            servers,
            new KafkaProducer<>(
                Map.of("bootstrap.servers", servers),
                new StringSerializer(),
                new ByteArraySerializer()),
            sealer,
            ScriptedDirectory.ACCOUNT);
    queries = new Queries(service);
    events = new EventLog(servers, PolicyEvents.CATALOGUE);
  }

  /** A new organization that is Active and has its defaults: three events. */
  public String activeOrganization() {
    String organization = directory.requestSetUp("creation", ScriptedDirectory.newAlias());
    events.await(organization, 3);
    directory.activate(organization);
    return organization;
  }

  /** A new user of this name, DISABLED. */
  public String user(String organization, String name) {
    String id = UUID.randomUUID().toString();
    directory.emit(
        organization, new UserCreated(id, name, "The user " + name, null, null, "USER", false));
    return id;
  }

  /** A new user of this name, ENABLED under {@code <name>@example.com}. */
  public String enabledUser(String organization, String name) {
    String id = user(organization, name);
    directory.emit(organization, new EntityRegistered(id, "USER", name + "@example.com"));
    return id;
  }

  /** How many rows of the organization a table has. */
  public long count(String table, String organization) {
    try (Connection database = database();
        PreparedStatement statement =
            database.prepareStatement(
                "select count(*) from " + table + " where organization_id = ?")) {
      statement.setString(1, organization);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection of its own to the service's database. */
  public Connection database() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:" + text("quarkus.datasource.reactive.url"),
        text("quarkus.datasource.username"),
        text("quarkus.datasource.password"));
  }

  private String text(String key) {
    return config.getValue(key, String.class);
  }
}
