package org.postroom.policy.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.testing.ScriptedDirectory;

/**
 * Leaves a database and the directory's topic as the version before this one did, which followed
 * the directory for its organizations and kept nothing else.
 */
public final class EarlierVersion {
  /** An active organization with an enabled user, whose set-up was asked for. */
  public static final String ORGANIZATION = "m-" + "ea".repeat(16);

  /** An active organization of which no set-up request is to be read any more. */
  public static final String SNAPSHOT = "m-" + "eb".repeat(16);

  /** The user of {@link #ORGANIZATION}. */
  public static final String USER = "11111111-2222-4333-8444-555555555555";

  /** The user's address. */
  public static final String EMAIL = "early@early.awsapps.com";

  private static final String ACCOUNT = ScriptedDirectory.ACCOUNT;
  private static final OrganizationActivated ACTIVATED =
      new OrganizationActivated(Instant.parse("2026-11-01T12:00:00Z"));
  private static final Map<String, List<Record>> EVENTS =
      Map.of(
          ORGANIZATION,
          List.of(
              new OrganizationRequested("early", ACCOUNT, "d-0123456789"),
              ScriptedDirectory.setUp("creation", 1, "early"),
              ACTIVATED,
              new UserCreated(USER, "early", "Early", null, null, "USER", false),
              new EntityRegistered(USER, "USER", EMAIL)),
          SNAPSHOT,
          List.of(new OrganizationRequested("told", ACCOUNT, "d-0123456789"), ACTIVATED));

  private EarlierVersion() {}

  /** How many events the directory has told of each organization. */
  static Map<String, Long> sequences() {
    return Map.of(
        ORGANIZATION,
        (long) EVENTS.get(ORGANIZATION).size(),
        SNAPSHOT,
        (long) EVENTS.get(SNAPSHOT).size());
  }

  /** Writes it all. */
  static void leaveBehind(Map<String, String> settings) {
    String url = "jdbc:" + settings.get("quarkus.datasource.reactive.url");
    String user = settings.get("quarkus.datasource.username");
    String password = settings.get("quarkus.datasource.password");
    Flyway.configure().dataSource(url, user, password).locations("db/kit").load().migrate();
    String servers = settings.get("kafka.bootstrap.servers");
    try (Connection database = DriverManager.getConnection(url, user, password);
        Admin admin = Admin.create(Map.of("bootstrap.servers", servers));
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
      String topic = BoundedContext.DIRECTORY.eventTopic();
      String topicId =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get()
              .get(topic)
              .topicId()
              .toString();
      for (Map.Entry<String, List<Record>> organization : EVENTS.entrySet()) {
        long sequence = 0;
        RecordMetadata last = null;
        for (Record event : organization.getValue()) {
          last =
              producer
                  .send(ScriptedDirectory.message(organization.getKey(), ++sequence, event))
                  .get();
        }
        write(
            database,
            "insert into lane (topic, partition, topic_id, position) values (?, ?, ?, ?)"
                + " on conflict (topic, partition) do update set position = excluded.position",
            topic,
            last.partition(),
            topicId,
            last.offset() + 1);
        write(
            database,
            "insert into view_position values (?, 'directory', 1, ?, 1, ?, false)",
            organization.getKey(),
            sequence,
            sequence);
        write(
            database,
            "insert into organization_view values (?, ?, 'early', 'Active')",
            organization.getKey(),
            ACCOUNT);
      }
    } catch (SQLException | ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void write(Connection database, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
