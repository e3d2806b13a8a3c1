package org.postroom.export.testing;

import static org.postroom.contract.export.ExportOperations.CANCEL_MAILBOX_EXPORT_JOB;
import static org.postroom.contract.export.ExportOperations.DESCRIBE_MAILBOX_EXPORT_JOB;
import static org.postroom.contract.export.ExportOperations.START_MAILBOX_EXPORT_JOB;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.postroom.contract.export.CancelMailboxExportJobRequest;
import org.postroom.contract.export.DescribeMailboxExportJobRequest;
import org.postroom.contract.export.DescribeMailboxExportJobResponse;
import org.postroom.contract.export.MailboxExportJobState;
import org.postroom.contract.export.StartMailboxExportJobRequest;
import org.postroom.contract.export.event.ExportEvents;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.kit.testing.ServiceUnderTest;

/** The running export service; one for all its tests. */
public final class ExportUnderTest extends ServiceUnderTest {
  public static final String ROLE = "arn:aws:iam::123456789012:role/exports";
  public static final String KEY =
      "arn:aws:kms:us-east-1:123456789012:key/0d4c5a52-3f0e-4a0b-8a52-6d0c1f2b7e11";
  public static final String BUCKET = "postroom-exports";
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static URI sharedAt;
  private static ExportUnderTest shared;

  /** The one around this service. */
  public static synchronized ExportUnderTest at(URI service) {
    if (!service.equals(sharedAt)) {
      shared = new ExportUnderTest(service);
      sharedAt = service;
    }
    return shared;
  }

  private ExportUnderTest(URI service) {
    super(service, ExportEvents.CATALOGUE, Map.of());
  }

  /** A new organization that is Active. */
  public String activeOrganization() {
    String organization = directory.requestSetUp("creation", ScriptedDirectory.newAlias());
    directory.activate(organization);
    return organization;
  }

  /** A new mailbox: that of an enabled user of this name. */
  public String mailbox(String organization, String name) {
    return enabledUser(organization, name);
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
}
