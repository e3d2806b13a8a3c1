package org.postroom.export.job.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.export.MailboxExportJobState;
import org.postroom.export.job.application.ExportJobs;
import org.postroom.export.job.model.Destination;
import org.postroom.export.job.model.ExportJob;
import org.postroom.export.job.model.Progress;
import org.postroom.export.job.model.Totals;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Sql;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Jobs in their table. */
@Singleton
class DbExportJobs implements ExportJobs {
  private static final String FROM =
      "select job_id, entity_id, description, s3_bucket_name, s3_prefix, s3_path, role_arn,"
          + " kms_key_arn, state, estimated_progress, progress_bytes, progress_total,"
          + " progressed_at, messages, bytes, folders, left_out, sha384, error_info, started_at,"
          + " ended_at from export_job where organization_id = $1";
  private static final String NEWEST_FIRST = " order by started_at desc, job_id desc limit $3";

  private static final String FIND = FROM + " and job_id = $2";
  static final String FIRST_PAGE = FROM + " and started_at > $2" + NEWEST_FIRST;
  static final String PAGE =
      FROM + " and started_at > $2 and (started_at, job_id) < ($4, $5)" + NEWEST_FIRST;
  static final String AFTER = FROM + " and job_id > $2 order by job_id limit $3";
  static final String RUNNING = FROM + " and state = 'RUNNING' order by job_id";
  static final String ACTIVITY =
      """
      select
        (select count(*) from export_job where organization_id = $1 and state = 'RUNNING'),
        exists (select from export_job
          where organization_id = $1 and entity_id = $2 and state = 'RUNNING')
        or exists (select from export_job
          where organization_id = $1 and entity_id = $2 and started_at > $3
          and state = 'COMPLETED')
      """;
  private static final String INSERT =
      """
      insert into export_job (organization_id, job_id, entity_id, description, s3_bucket_name,
        s3_prefix, s3_path, role_arn, kms_key_arn, state, estimated_progress, progress_bytes,
        progress_total, started_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, $11)
      """;
  private static final String UPDATE =
      """
      update export_job set state = $3, estimated_progress = $4, progress_bytes = $5,
        progress_total = $6, progressed_at = $7, messages = $8, bytes = $9, folders = $10,
        left_out = $11, sha384 = $12, error_info = $13, ended_at = $14
      where organization_id = $1 and job_id = $2
      """;
  static final String ANY =
      "select (select job_id from export_job where organization_id = $1"
          + " order by job_id limit 1) is not null";
  private static final String DROP =
      "delete from export_job where organization_id = $1 and job_id in"
          + " (select job_id from export_job where organization_id = $1 order by job_id limit 1000)";

  @Override
  public Uni<Optional<ExportJob>> find(
      Mutiny.Session session, String organizationId, String jobId) {
    return jobs(session, FIND, organizationId, jobId).map(found -> found.stream().findFirst());
  }

  @Override
  public Uni<Page<ExportJob>> page(
      Mutiny.Session session, String organizationId, Instant startedAfter, PageRequest request) {
    OffsetDateTime since = time(startedAfter);
    Uni<List<ExportJob>> found =
        request.isFirst()
            ? jobs(session, FIRST_PAGE, organizationId, since, request.fetchLimit())
            : jobs(
                session,
                PAGE,
                organizationId,
                since,
                request.fetchLimit(),
                time(Instant.parse(request.after().get(0))),
                request.after().get(1));
    return found.map(
        jobs -> request.page(jobs, job -> List.of(job.startTime().toString(), job.id())));
  }

  @Override
  public Uni<Activity> activity(
      Mutiny.Session session, String organizationId, String entityId, Instant since) {
    return Sql.of(session)
        .rows(ACTIVITY, organizationId, entityId, time(since))
        .map(rows -> new Activity((Long) rows.get(0)[0], (Boolean) rows.get(0)[1]));
  }

  @Override
  public Uni<List<ExportJob>> running(Mutiny.Session session, String organizationId) {
    return jobs(session, RUNNING, organizationId);
  }

  @Override
  public Uni<List<ExportJob>> after(
      Mutiny.Session session, String organizationId, String jobId, int limit) {
    return jobs(session, AFTER, organizationId, jobId, limit);
  }

  @Override
  public Change insert(String organizationId, ExportJob job) {
    Destination to = job.destination();
    return session ->
        Sql.of(session)
            .update(
                INSERT,
                organizationId,
                job.id(),
                job.entityId(),
                job.description(),
                to.bucket(),
                to.prefix(),
                to.path(),
                to.roleArn(),
                to.kmsKeyArn(),
                job.state().name(),
                time(job.startTime()))
            .replaceWithVoid();
  }

  @Override
  public Change update(String organizationId, ExportJob job) {
    Progress progress = job.progress();
    Totals totals = job.totals();
    return session ->
        Sql.of(session)
            .update(
                UPDATE,
                organizationId,
                job.id(),
                job.state().name(),
                progress.percent(),
                progress.bytes(),
                progress.totalBytes(),
                time(progress.at()),
                totals == null ? null : totals.messages(),
                totals == null ? null : totals.bytes(),
                totals == null ? null : totals.folders(),
                totals == null ? null : totals.leftOut(),
                totals == null ? null : totals.sha384(),
                job.errorInfo(),
                time(job.endTime()))
            .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> any(Mutiny.Session session, String organizationId) {
    return Sql.of(session).rows(ANY, organizationId).map(rows -> (Boolean) rows.get(0)[0]);
  }

  @Override
  public Change dropSome(String organizationId) {
    return session -> Sql.of(session).update(DROP, organizationId).replaceWithVoid();
  }

  private static Uni<List<ExportJob>> jobs(
      Mutiny.Session session, String sql, Object... parameters) {
    return Sql.of(session)
        .rows(sql, parameters)
        .map(rows -> rows.stream().map(DbExportJobs::job).toList());
  }

  private static ExportJob job(Object[] row) {
    return new ExportJob(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        new Destination(
            (String) row[3], (String) row[4], (String) row[5], (String) row[6], (String) row[7]),
        MailboxExportJobState.valueOf((String) row[8]),
        new Progress((Integer) row[9], (Long) row[10], (Long) row[11], instant(row[12])),
        row[13] == null
            ? null
            : new Totals(
                (Long) row[13], (Long) row[14], (Long) row[15], (Long) row[16], (String) row[17]),
        (String) row[18],
        instant(row[19]),
        instant(row[20]));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(Object column) {
    return column == null ? null : ((OffsetDateTime) column).toInstant();
  }
}
