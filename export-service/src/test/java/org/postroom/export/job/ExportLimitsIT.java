package org.postroom.export.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.export.ExportOperations.CANCEL_MAILBOX_EXPORT_JOB;
import static org.postroom.contract.export.ExportOperations.START_MAILBOX_EXPORT_JOB;
import static org.postroom.export.testing.ExportUnderTest.request;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.export.CancelMailboxExportJobRequest;
import org.postroom.contract.export.ListMailboxExportJobsResponse;
import org.postroom.contract.export.StartMailboxExportJobRequest;
import org.postroom.contract.export.StartMailboxExportJobResponse;
import org.postroom.contract.export.event.MailboxExportJobCancelled;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.export.testing.ExportTestResource;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.ScriptedDirectory;

/** How many exports there may be, and what a token is good for; nobody works on the jobs. */
@QuarkusTest
@QuarkusTestResource(ExportTestResource.class)
class ExportLimitsIT extends ExportJobsTest {
  @Test
  void ofManyAtOnceTenRun() {
    List<CompletableFuture<ReplyEnvelope>> replies =
        startAtOnce(25, i -> export.mailbox(organization, "many" + i));
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
    List<CompletableFuture<ReplyEnvelope>> replies = startAtOnce(8, i -> user);
    assertThat(replies.stream().map(CommandClient::await).filter(r -> r.error() == null))
        .hasSize(1);
  }

  private List<CompletableFuture<ReplyEnvelope>> startAtOnce(int count, IntFunction<String> user) {
    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      replies.add(
          export.commands.send(
              START_MAILBOX_EXPORT_JOB,
              organization,
              request("t" + i, organization, user.apply(i)),
              ScriptedDirectory.ACCOUNT));
    }
    return replies;
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

  private void pretend(String job, String state) throws SQLException {
    change("ended_at = now(), state = '" + state + "'", job);
  }
}
