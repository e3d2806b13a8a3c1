package org.postroom.export.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.export.ExportOperations.CANCEL_MAILBOX_EXPORT_JOB;
import static org.postroom.contract.export.ExportOperations.DESCRIBE_MAILBOX_EXPORT_JOB;
import static org.postroom.contract.export.ExportOperations.LIST_MAILBOX_EXPORT_JOBS;
import static org.postroom.contract.export.ExportOperations.START_MAILBOX_EXPORT_JOB;
import static org.postroom.export.testing.ExportUnderTest.request;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.GroupCreated;
import org.postroom.contract.directory.event.OrganizationDeleting;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.directory.event.ResourceCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.contract.export.CancelMailboxExportJobRequest;
import org.postroom.contract.export.DescribeMailboxExportJobRequest;
import org.postroom.contract.export.ListMailboxExportJobsRequest;
import org.postroom.contract.export.ListMailboxExportJobsResponse;
import org.postroom.contract.export.MailboxExportJob;
import org.postroom.contract.export.MailboxExportJobState;
import org.postroom.contract.export.StartMailboxExportJobRequest;
import org.postroom.contract.export.StartMailboxExportJobResponse;
import org.postroom.contract.export.event.MailboxExportJobCancelled;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.export.testing.ExportTestResource;
import org.postroom.export.testing.ExportUnderTest;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.ScriptedDirectory;

/** The four operations; nobody works on the jobs. */
@QuarkusTest
@QuarkusTestResource(ExportTestResource.class)
class MailboxExportJobsIT {
  private static final String OTHERS = "999999999999";

  @TestHTTPResource("/")
  URI service;

  private ExportUnderTest export;
  private String organization;

  @BeforeEach
  void anOrganization() {
    export = ExportUnderTest.at(service);
    organization = export.activeOrganization();
  }

  private ErrorCode refusalOfStart(String entity) {
    return export.commands.refusal(
        START_MAILBOX_EXPORT_JOB,
        organization,
        request(UUID.randomUUID().toString(), organization, entity));
  }

  @Test
  void aMailboxHasManyNames() {
    String user = export.mailbox(organization, "Bob");
    export.directory.emit(organization, new AliasCreated(user, "USER", "b@example.com"));
    for (String identifier : List.of(user, "bob", "BOB@example.com", "B@example.com")) {
      String job = export.start(organization, identifier);
      assertThat(export.describe(organization, job).entityId()).isEqualTo(user);
      export.cancel(organization, job);
    }
    String resource = "r-" + "0a".repeat(16);
    export.directory.emit(
        organization,
        new ResourceCreated(resource, "room", "ROOM", null, false, false, false, false));
    assertThat(refusalOfStart("room")).isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    export.directory.emit(
        organization, new EntityRegistered(resource, "RESOURCE", "room@example.com"));
    assertThat(refusalOfStart("room")).isNull();
  }

  @Test
  void whatHasNoMailboxIsNotFound() {
    String disabled = export.user(organization, "disabled", "USER");
    String remote = export.user(organization, "remote", "REMOTE_USER");
    export.directory.emit(organization, new EntityRegistered(remote, "USER", "remote@example.com"));
    String group = UUID.randomUUID().toString();
    export.directory.emit(organization, new GroupCreated(group, "group", false));
    export.directory.emit(organization, new EntityRegistered(group, "GROUP", "g@example.com"));
    String deregistered = export.mailbox(organization, "deregistered");
    export.directory.emit(
        organization,
        new EntityDeregistered(deregistered, "USER", List.of("deregistered@example.com")));
    String deleted = export.mailbox(organization, "deleted");
    export.directory.emit(
        organization, new EntityDeregistered(deleted, "USER", List.of("deleted@example.com")));
    export.directory.emit(organization, new UserDeleted(deleted));

    for (String entity :
        List.of(
            disabled,
            remote,
            "remote@example.com",
            group,
            "g@example.com",
            deregistered,
            "deregistered@example.com",
            deleted,
            "nobody",
            UUID.randomUUID().toString())) {
      assertThat(refusalOfStart(entity)).as(entity).isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    }
    assertThat(export.count("export_job", organization)).isZero();
    assertThat(export.count("export_run", organization)).isZero();
  }

  @Test
  void nothingIsDecidedBeforeTheViewHasCaughtUp() {
    String user = export.mailbox(organization, "late");
    export.cancel(organization, export.start(organization, user));
    Runnable publish =
        export.directory.hold(
            organization, new EntityDeregistered(user, "USER", List.of("late@example.com")));
    CompletableFuture<ReplyEnvelope> reply =
        export.commands.send(
            START_MAILBOX_EXPORT_JOB,
            organization,
            request("t", organization, user),
            ScriptedDirectory.ACCOUNT);
    Awaitility.await()
        .atMost(ExportUnderTest.PATIENCE)
        .until(() -> export.directory.wasAskedWhileHeld(organization));
    publish.run();
    assertThat(CommandClient.await(reply).error()).isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
  }

  @Test
  void everyOperationAsksForTheOrganizationFirst() {
    String job = export.start(organization, export.mailbox(organization, "carl"));
    String unknown = ScriptedDirectory.newOrganization();
    for (String id : List.of(unknown, organization)) {
      String account = id.equals(unknown) ? ScriptedDirectory.ACCOUNT : OTHERS;
      assertThat(
              CommandClient.await(
                      export.commands.send(
                          START_MAILBOX_EXPORT_JOB, id, request("t", id, "carl"), account))
                  .error())
          .isEqualTo(ErrorCode.ORGANIZATION_NOT_FOUND);
      assertThat(
              CommandClient.await(
                      export.commands.send(
                          CANCEL_MAILBOX_EXPORT_JOB,
                          id,
                          new CancelMailboxExportJobRequest("t", job, id),
                          account))
                  .error())
          .isEqualTo(ErrorCode.ORGANIZATION_NOT_FOUND);
      assertThat(
              export.queries.refusal(
                  DESCRIBE_MAILBOX_EXPORT_JOB,
                  new DescribeMailboxExportJobRequest(job, id),
                  account))
          .isEqualTo("OrganizationNotFoundException");
      assertThat(
              export.queries.refusal(
                  LIST_MAILBOX_EXPORT_JOBS,
                  new ListMailboxExportJobsRequest(id, null, null),
                  account))
          .isEqualTo("OrganizationNotFoundException");
    }
  }

  @Test
  void anothersRoleIsRefusedWhenAllElseIsRight() {
    String user = export.mailbox(organization, "lena");
    for (String entity : List.of("nobody", user)) {
      assertThat(
              export.commands.refusal(
                  START_MAILBOX_EXPORT_JOB,
                  organization,
                  new StartMailboxExportJobRequest(
                      UUID.randomUUID().toString(),
                      organization,
                      entity,
                      null,
                      ExportUnderTest.ROLE.replace(ScriptedDirectory.ACCOUNT, OTHERS),
                      ExportUnderTest.KEY,
                      ExportUnderTest.BUCKET,
                      "p")))
          .isEqualTo(
              entity.equals(user) ? ErrorCode.INVALID_PARAMETER : ErrorCode.ENTITY_NOT_FOUND);
    }
  }

  @Test
  void aJobOfAnotherOrganizationIsNotFound() {
    String elsewhere = export.activeOrganization();
    String job = export.start(elsewhere, export.mailbox(elsewhere, "dora"));
    assertThat(
            export.queries.refusal(
                DESCRIBE_MAILBOX_EXPORT_JOB,
                new DescribeMailboxExportJobRequest(job, organization),
                ScriptedDirectory.ACCOUNT))
        .isEqualTo("EntityNotFoundException");
    assertThat(
            export.commands.refusal(
                CANCEL_MAILBOX_EXPORT_JOB,
                organization,
                new CancelMailboxExportJobRequest("t", job, organization)))
        .isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(export.describe(elsewhere, job).state()).isEqualTo(MailboxExportJobState.RUNNING);
  }

  @Test
  void ofManyAtOnceTenRun() {
    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      String user = export.mailbox(organization, "many" + i);
      replies.add(
          export.commands.send(
              START_MAILBOX_EXPORT_JOB,
              organization,
              request("t" + i, organization, user),
              ScriptedDirectory.ACCOUNT));
    }
    List<ErrorCode> errors =
        replies.stream().map(CommandClient::await).map(r -> r.error()).toList();
    assertThat(errors.stream().filter(Objects::isNull)).hasSize(10);
    assertThat(Collections.frequency(errors, ErrorCode.LIMIT_EXCEEDED)).isEqualTo(15);
    ListMailboxExportJobsResponse listed = list(null, null);
    export.cancel(organization, listed.jobs().get(0).jobId());
    assertThat(refusalOfStart(export.mailbox(organization, "eleventh"))).isNull();
  }

  @Test
  void aMailboxIsExportedOnceADay() throws SQLException {
    String user = export.mailbox(organization, "emil");
    String job = export.start(organization, user);
    assertThat(refusalOfStart(user)).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    age(job, "25 hours");
    assertThat(refusalOfStart(user)).as("while it runs").isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    pretend(job, "COMPLETED");
    assertThat(refusalOfStart(user)).isNull();
    String second = list(null, null).jobs().get(0).jobId();
    pretend(second, "COMPLETED");
    age(second, "23 hours");
    assertThat(refusalOfStart(user)).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    pretend(second, "FAILED");
    assertThat(refusalOfStart(user)).isNull();
  }

  @Test
  void ofManyForOneMailboxOneRuns() {
    String user = export.mailbox(organization, "frida");
    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      replies.add(
          export.commands.send(
              START_MAILBOX_EXPORT_JOB,
              organization,
              request("t" + i, organization, user),
              ScriptedDirectory.ACCOUNT));
    }
    assertThat(replies.stream().map(CommandClient::await).filter(r -> r.error() == null))
        .hasSize(1);
  }

  @Test
  void aTokenIsGoodForOneJob() {
    String user = export.mailbox(organization, "gina");
    StartMailboxExportJobRequest request = request("a-token", organization, user);
    StartMailboxExportJobResponse first =
        export.commands.callWithToken(START_MAILBOX_EXPORT_JOB, organization, request);
    assertThat(export.commands.callWithToken(START_MAILBOX_EXPORT_JOB, organization, request))
        .isEqualTo(first);
    assertThat(
            export.commands.refusalWithToken(
                START_MAILBOX_EXPORT_JOB, organization, request("a-token", organization, "gina")))
        .isEqualTo(ErrorCode.INVALID_PARAMETER);
    CancelMailboxExportJobRequest cancel =
        new CancelMailboxExportJobRequest("a-token", first.jobId(), organization);
    export.commands.callWithToken(CANCEL_MAILBOX_EXPORT_JOB, organization, cancel);
    export.commands.callWithToken(CANCEL_MAILBOX_EXPORT_JOB, organization, cancel);
    assertThat(export.events.await(organization, 2).get(1))
        .isInstanceOf(MailboxExportJobCancelled.class);
    assertThat(export.commands.callWithToken(START_MAILBOX_EXPORT_JOB, organization, request))
        .isEqualTo(first);
  }

  @Test
  void whatNobodyHasBegunIsCancelledWithoutAWorker() {
    String job = export.start(organization, export.mailbox(organization, "kim"));
    assertThat(export.count("export_run", organization)).isEqualTo(1);
    export.cancel(organization, job);
    assertThat(export.count("export_run", organization)).isZero();
  }

  @Test
  void jobsOfSevenDaysAreListedTheNewestFirst() throws SQLException {
    List<String> started = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      started.add(0, export.start(organization, export.mailbox(organization, "h" + i)));
    }
    age(started.get(6), "8 days");
    age(started.get(5), "167 hours");

    List<MailboxExportJob> listed = new ArrayList<>();
    String token = null;
    do {
      ListMailboxExportJobsResponse page = list(token, 2);
      listed.addAll(page.jobs());
      token = page.nextToken();
    } while (token != null);

    assertThat(listed).extracting(MailboxExportJob::jobId).isEqualTo(started.subList(0, 6));
    assertThat(new HashSet<>(listed)).hasSize(6);
    assertThat(listed.get(0).s3Path()).isEqualTo("some/prefix/" + started.get(0) + ".zip");
    assertThat(listed.get(0).estimatedProgress()).isZero();
    assertThat(export.describe(organization, started.get(6)).state())
        .isEqualTo(MailboxExportJobState.RUNNING);
    assertThat(
            export.queries.refusal(
                LIST_MAILBOX_EXPORT_JOBS,
                new ListMailboxExportJobsRequest(organization, "no-token", null),
                ScriptedDirectory.ACCOUNT))
        .isEqualTo("InvalidParameterException");
  }

  @Test
  void aDeletedOrganizationsJobsAreCancelledAndEverythingGoes() {
    String job = export.start(organization, export.mailbox(organization, "ida"));
    export.directory.emit(organization, new OrganizationDeleting());
    assertThat(export.events.await(organization, 2).get(1))
        .isInstanceOfSatisfying(
            MailboxExportJobCancelled.class, event -> assertThat(event.jobId()).isEqualTo(job));
    assertThat(refusalOfStart("ida")).isEqualTo(ErrorCode.ORGANIZATION_STATE);

    export.directory.emit(organization, new OrganizationRemovalRequested("removal", 1));
    assertThat(export.events.await(organization, 3).get(2))
        .isEqualTo(new OrganizationRemovalConfirmed("removal"));
    for (String table :
        List.of("export_job", "export_run", "mailbox", "directory_entity", "directory_address")) {
      assertThat(export.count(table, organization)).as(table).isZero();
    }
    export.directory.emit(organization, new OrganizationRemovalRequested("removal", 2));
    assertThat(export.events.await(organization, 4).get(3))
        .isEqualTo(new OrganizationRemovalConfirmed("removal"));
  }

  @Test
  void aRemovalThatComesAloneCancelsToo() {
    export.start(organization, export.mailbox(organization, "jan"));
    export.directory.emit(organization, new OrganizationRemovalRequested("removal", 1));
    List<Record> events = export.events.await(organization, 3);
    assertThat(events.get(1)).isInstanceOf(MailboxExportJobCancelled.class);
    assertThat(events.get(2)).isEqualTo(new OrganizationRemovalConfirmed("removal"));
    assertThat(export.count("export_job", organization)).isZero();
  }

  private ListMailboxExportJobsResponse list(String token, Integer size) {
    return export.queries.answer(
        LIST_MAILBOX_EXPORT_JOBS, new ListMailboxExportJobsRequest(organization, token, size));
  }

  private void age(String job, String age) throws SQLException {
    change("started_at = now() - interval '" + age + "'", job);
  }

  private void pretend(String job, String state) throws SQLException {
    change("ended_at = now(), state = '" + state + "'", job);
  }

  private void change(String what, String job) throws SQLException {
    try (Connection database = export.database();
        PreparedStatement statement =
            database.prepareStatement(
                "update export_job set " + what + " where organization_id = ? and job_id = ?")) {
      statement.setString(1, organization);
      statement.setString(2, job);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
