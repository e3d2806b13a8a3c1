package org.postroom.export.job.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.postroom.export.testing.ExportServiceTest;
import org.postroom.export.testing.ExportTestResource;

/** What statements read among 100,000 jobs of an organization. */
@QuarkusTest
@QuarkusTestResource(ExportTestResource.class)
class JobPlansIT extends ExportServiceTest {
  private static final int MANY = 100_000;
  private static final int MOST_ROWS = 202;

  @Test
  void everyStatementWalksAnIndex() throws SQLException {
    // Nobody asks before the schema is there.
    export.start(organization, export.mailbox(organization, "first"));
    try (Connection connection = export.database();
        Statement statement = connection.createStatement()) {
      statement.execute(
          ("insert into export_job (organization_id, job_id, entity_id, s3_bucket_name, s3_prefix,"
                  + " s3_path, role_arn, kms_key_arn, state, estimated_progress, progress_bytes,"
                  + " progress_total, started_at)"
                  + " select '%s', 'job' || i, 'user' || i %% 1000, 'b', 'p', 'p', 'r', 'k',"
                  + " case when i %% 3 = 0 then 'FAILED' else 'COMPLETED' end, 50, 0, 0,"
                  + " now() - interval '5 seconds' * i from generate_series(1, %d) i")
              .formatted(organization, MANY));
      statement.execute("analyze export_job");
      statement.execute("set plan_cache_mode = force_generic_plan");
      String week = "now() - interval '7 days'";
      String middle = "now() - interval '3 days'";
      assertWalks(statement, DbExportJobs.FIRST_PAGE, organization, week, "101");
      assertWalks(statement, DbExportJobs.PAGE, organization, week, "101", middle, "'job51840'");
      assertWalks(statement, DbExportJobs.AFTER, organization, "'job5'", "101");
      assertWalks(statement, DbExportJobs.RUNNING, organization);
      assertWalks(
          statement, DbExportJobs.ACTIVITY, organization, "'user7'", "now() - interval '24 hours'");
      assertWalks(statement, DbExportJobs.ANY, organization);
    } finally {
      drop(organization);
    }
  }

  private void drop(String organization) throws SQLException {
    try (Connection connection = export.database();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from export_job where organization_id = '" + organization + "'");
    }
  }

  /** Reads at most a few pages of rows, whatever there is. */
  private static void assertWalks(
      Statement statement, String sql, String organization, String... more) throws SQLException {
    statement.execute("prepare asked as " + sql);
    String values =
        "'" + organization + "'" + (more.length == 0 ? "" : ", " + String.join(", ", more));
    List<String> plan = new ArrayList<>();
    try (ResultSet lines =
        statement.executeQuery(
            "explain (analyze, costs off, timing off) execute asked (" + values + ")")) {
      while (lines.next()) {
        plan.add(lines.getString(1));
      }
    }
    statement.execute("deallocate asked");
    String text = String.join("\n", plan);
    assertThat(plan).as(text).noneMatch(line -> line.contains("Seq Scan on export_job"));
    Matcher rows = Pattern.compile("actual .*?rows=([0-9.]+)").matcher(text);
    while (rows.find()) {
      assertThat(Double.parseDouble(rows.group(1))).as(text).isLessThanOrEqualTo(MOST_ROWS);
    }
    Matcher filtered = Pattern.compile("Rows Removed by Filter: ([0-9]+)").matcher(text);
    while (filtered.find()) {
      assertThat(Integer.parseInt(filtered.group(1))).as(text).isLessThanOrEqualTo(MOST_ROWS);
    }
  }
}
