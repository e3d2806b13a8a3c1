package org.postroom.export.job.application;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.export.job.model.ExportJob;
import org.postroom.kit.command.Change;
import org.postroom.kit.process.OrganizationRows;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** The export jobs of organizations. */
public interface ExportJobs extends OrganizationRows {
  /** The job with this id. */
  Uni<Optional<ExportJob>> find(Mutiny.Session session, String organizationId, String jobId);

  /** Jobs that were started after a moment, the newest first. */
  Uni<Page<ExportJob>> page(
      Mutiny.Session session, String organizationId, Instant startedAfter, PageRequest request);

  /**
   * What counts against the limits.
   *
   * @param since after when a COMPLETED job of the entity must have been started to count
   */
  Uni<Activity> activity(
      Mutiny.Session session, String organizationId, String entityId, Instant since);

  /** Those that are RUNNING. */
  Uni<List<ExportJob>> running(Mutiny.Session session, String organizationId);

  /** At most {@code limit} jobs whose ids come after this one; the empty id is before all. */
  Uni<List<ExportJob>> after(
      Mutiny.Session session, String organizationId, String jobId, int limit);

  /** A job begins. */
  Change insert(String organizationId, ExportJob job);

  /** A job has changed. */
  Change update(String organizationId, ExportJob job);

  /**
   * What an organization is doing.
   *
   * @param running how many of its jobs are RUNNING
   * @param isExportedLately whether one of the entity is, or is COMPLETED and young
   */
  record Activity(long running, boolean isExportedLately) {}
}
