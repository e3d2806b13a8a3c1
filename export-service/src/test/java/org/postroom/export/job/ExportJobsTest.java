package org.postroom.export.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.export.ExportOperations.LIST_MAILBOX_EXPORT_JOBS;
import static org.postroom.contract.export.ExportOperations.START_MAILBOX_EXPORT_JOB;
import static org.postroom.export.testing.ExportUnderTest.request;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.export.ListMailboxExportJobsRequest;
import org.postroom.contract.export.ListMailboxExportJobsResponse;
import org.postroom.export.testing.ExportServiceTest;

/** A test of the four operations. */
abstract class ExportJobsTest extends ExportServiceTest {
  /** Why the mailbox is not exported; null when it is. */
  ErrorCode refusalOfStart(String entity) {
    return export.commands.refusal(
        START_MAILBOX_EXPORT_JOB,
        organization,
        request(UUID.randomUUID().toString(), organization, entity));
  }

  /** A page of the organization's jobs. */
  ListMailboxExportJobsResponse list(String token, Integer size) {
    return export.queries.answer(
        LIST_MAILBOX_EXPORT_JOBS, new ListMailboxExportJobsRequest(organization, token, size));
  }

  /** The job was started so long ago. */
  void age(String job, String age) throws SQLException {
    change("started_at = now() - interval '" + age + "'", job);
  }

  void change(String what, String job) throws SQLException {
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
