package org.postroom.export.testing;

import static org.postroom.contract.export.ExportOperations.CANCEL_MAILBOX_EXPORT_JOB;
import static org.postroom.contract.export.ExportOperations.DESCRIBE_MAILBOX_EXPORT_JOB;
import static org.postroom.contract.export.ExportOperations.START_MAILBOX_EXPORT_JOB;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.export.CancelMailboxExportJobRequest;
import org.postroom.contract.export.DescribeMailboxExportJobRequest;
import org.postroom.contract.export.DescribeMailboxExportJobResponse;
import org.postroom.contract.export.MailboxExportJobState;
import org.postroom.contract.export.StartMailboxExportJobRequest;
import org.postroom.contract.export.event.ExportEvents;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.EventLog;
import org.postroom.kit.testing.Queries;
import org.postroom.kit.testing.ScriptedDirectory;

/**
 * The running service with everything around it played by the test; one for all tests of a service.
 */
public final class ExportUnderTest {
  public static final String ROLE = "arn:aws:iam::123456789012:role/exports";
  public static final String KEY =
      "arn:aws:kms:us-east-1:123456789012:key/0d4c5a52-3f0e-4a0b-8a52-6d0c1f2b7e11";
  public static final String BUCKET = "postroom-exports";
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static URI sharedAt;
  private static ExportUnderTest shared;

  public final ScriptedDirectory directory;
  public final CommandClient commands;
  public final Queries queries;
  public final EventLog events;
  private final Config config = ConfigProvider.getConfig();

  /** The one around this service. */
  public static synchronized ExportUnderTest at(URI service) {
    if (!service.equals(sharedAt)) {
      shared = new ExportUnderTest(service);
      sharedAt = service;
    }
    return shared;
  }

  private ExportUnderTest(URI service) {
    String servers = text("kafka.bootstrap.servers");
    directory = new ScriptedDirectory(servers, URI.create(text("postroom.peers.directory")));
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
    events = new EventLog(servers, ExportEvents.CATALOGUE);
  }

  /** A new organization that is Active. */
  public String activeOrganization() {
    String organization = directory.requestSetUp("creation", ScriptedDirectory.newAlias());
    directory.activate(organization);
    return organization;
  }

  /** A new user of this name, DISABLED. */
  public String user(String organization, String name, String role) {
    String id = UUID.randomUUID().toString();
    directory.emit(
        organization, new UserCreated(id, name, "The user " + name, null, null, role, false));
    return id;
  }

  /** A new user of this name, ENABLED under {@code <name>@example.com}. */
  public String mailbox(String organization, String name) {
    String id = user(organization, name, "USER");
    directory.emit(organization, new EntityRegistered(id, "USER", name + "@example.com"));
    return id;
  }

  /** The request to export a mailbox to {@code some/prefix/}. */
  public static StartMailboxExportJobRequest request(
      String token, String organization, String entity) {
    return new StartMailboxExportJobRequest(
        token, organization, entity, "Described", ROLE, KEY, BUCKET, "some/prefix/");
  }

  /** Starts the export of a mailbox and gives the job's id. */
  public String start(String organization, String entity) {
    return commands
        .call(
            START_MAILBOX_EXPORT_JOB,
            organization,
            request(UUID.randomUUID().toString(), organization, entity))
        .jobId();
  }

  /** Cancels a job. */
  public void cancel(String organization, String job) {
    commands.call(
        CANCEL_MAILBOX_EXPORT_JOB,
        organization,
        new CancelMailboxExportJobRequest(UUID.randomUUID().toString(), job, organization));
  }

  /** The job as callers see it. */
  public DescribeMailboxExportJobResponse describe(String organization, String job) {
    return queries.answer(
        DESCRIBE_MAILBOX_EXPORT_JOB, new DescribeMailboxExportJobRequest(job, organization));
  }

  /** The job once it is in this state. */
  public DescribeMailboxExportJobResponse await(
      String organization, String job, MailboxExportJobState state) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> describe(organization, job), found -> found.state() == state);
  }

  /** Nothing is left to do for the organization's jobs. */
  public void awaitNothingToDo(String organization) {
    Awaitility.await().atMost(PATIENCE).until(() -> count("export_run", organization) == 0);
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

  /** What the view of the directory knows as the mailbox's address; null when it has none. */
  public String address(String organization, String entity) {
    try (Connection database = database();
        PreparedStatement statement =
            database.prepareStatement(
                "select email from mailbox where organization_id = ? and entity_id = ?")) {
      statement.setString(1, organization);
      statement.setString(2, entity);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nothing is left to do for anybody's jobs. */
  public void dropRuns() {
    try (Connection database = database();
        PreparedStatement statement = database.prepareStatement("delete from export_run")) {
      statement.execute();
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
