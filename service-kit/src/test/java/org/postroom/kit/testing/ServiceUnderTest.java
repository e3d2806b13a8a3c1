package org.postroom.kit.testing;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
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
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;

/**
 * A running service that follows the directory, with everything around it played by the test. Its
 * directory listens at a fixed place, so there is one for all tests of a service.
 */
public abstract class ServiceUnderTest {
  public final ScriptedDirectory directory;
  public final CommandClient commands;
  public final Queries queries;
  public final EventLog events;
  private final Config config = ConfigProvider.getConfig();

  /**
   * @param catalogue of the service's own events
   * @param told how many events of each organization the directory has published before
   */
  protected ServiceUnderTest(URI service, EventCatalogue catalogue, Map<String, Long> told) {
    String servers = text("kafka.bootstrap.servers");
    directory = new ScriptedDirectory(servers, URI.create(text("postroom.peers.directory")), told);
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
    events = new EventLog(servers, catalogue);
  }

  /** A new user of this name and role, DISABLED. */
  public String user(String organization, String name, String role) {
    String id = UUID.randomUUID().toString();
    directory.emit(
        organization, new UserCreated(id, name, "The user " + name, null, null, role, false));
    return id;
  }

  /** A new user of this name, ENABLED under {@code <name>@example.com}. */
  public String enabledUser(String organization, String name) {
    String id = user(organization, name, "USER");
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
    return ServiceDatabase.connect();
  }

  private String text(String key) {
    return config.getValue(key, String.class);
  }
}
