package org.postroom.export.job.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.view.OrganizationSnapshot;

/** Tells an organization's export jobs anew, in the order of their ids. */
@Singleton
class ExportSnapshot implements OrganizationSnapshot {
  private final ExportJobs jobs;

  ExportSnapshot(ExportJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public Uni<Chunk> next(Mutiny.Session session, String organizationId, String after) {
    return jobs.after(session, organizationId, after == null ? "" : after, MAX_ROWS)
        .map(
            found ->
                new Chunk(
                    found.stream().flatMap(job -> job.retold().stream()).toList(),
                    found.size() < MAX_ROWS ? null : found.get(found.size() - 1).id()));
  }
}
