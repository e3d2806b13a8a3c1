package org.postroom.export.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.export.ExportOperations.CANCEL_MAILBOX_EXPORT_JOB;
import static org.postroom.contract.export.ExportOperations.DESCRIBE_MAILBOX_EXPORT_JOB;
import static org.postroom.contract.export.ExportOperations.LIST_MAILBOX_EXPORT_JOBS;
import static org.postroom.contract.export.ExportOperations.START_MAILBOX_EXPORT_JOB;
import static org.postroom.export.testing.ExportUnderTest.request;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.GroupCreated;
import org.postroom.contract.directory.event.ResourceCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.export.CancelMailboxExportJobRequest;
import org.postroom.contract.export.DescribeMailboxExportJobRequest;
import org.postroom.contract.export.ListMailboxExportJobsRequest;
import org.postroom.contract.export.MailboxExportJobState;
import org.postroom.contract.export.StartMailboxExportJobRequest;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.export.testing.ExportTestResource;
import org.postroom.export.testing.ExportUnderTest;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.ScriptedDirectory;

/** Whose mailbox is exported, for whom, and what is refused; nobody works on the jobs. */
@QuarkusTest
@QuarkusTestResource(ExportTestResource.class)
class ExportRefusalsIT extends ExportJobsTest {
  private static final String OTHERS = "999999999999";

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
}
