package org.postroom.export.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.export.ExportOperations.LIST_MAILBOX_EXPORT_JOBS;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.OrganizationDeleting;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.contract.export.ListMailboxExportJobsRequest;
import org.postroom.contract.export.ListMailboxExportJobsResponse;
import org.postroom.contract.export.MailboxExportJob;
import org.postroom.contract.export.MailboxExportJobState;
import org.postroom.contract.export.event.MailboxExportJobCancelled;
import org.postroom.export.testing.ExportTestResource;
import org.postroom.kit.testing.ScriptedDirectory;

/** What becomes of jobs that nobody works on: listed, cancelled, gone with their organization. */
@QuarkusTest
@QuarkusTestResource(ExportTestResource.class)
class MailboxExportJobsIT extends ExportJobsTest {
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
}
