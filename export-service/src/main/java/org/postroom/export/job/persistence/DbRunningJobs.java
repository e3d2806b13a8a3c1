package org.postroom.export.job.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.export.job.application.RunningJobs;
import org.postroom.kit.database.Sql;

/** Jobs together with who has them; there is a run for every job that is not finished. */
@Singleton
class DbRunningJobs implements RunningJobs {
  private static final String OLDEST =
      """
      select j.organization_id, j.job_id, j.entity_id, r.email, j.progress_bytes,
        j.progress_total, j.started_at, r.attempt
      from export_run r
      join export_job j on j.organization_id = r.organization_id and j.job_id = r.job_id
      where not r.cancelled and j.state = 'RUNNING'
      order by j.started_at, j.job_id limit $1
      """;

  @Override
  public Uni<List<RunningJob>> oldest(Mutiny.Session session, int limit) {
    return Sql.of(session)
        .rows(OLDEST, limit)
        .map(rows -> rows.stream().map(DbRunningJobs::job).toList());
  }

  private static RunningJob job(Object[] row) {
    return new RunningJob(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        (String) row[3],
        (Long) row[4],
        (Long) row[5],
        ((OffsetDateTime) row[6]).toInstant(),
        (Integer) row[7]);
  }
}
