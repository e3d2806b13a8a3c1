package org.postroom.export.job.application;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The jobs of all organizations that run now, for the operator of the installation. */
public interface RunningJobs {
  /** The oldest first, at most so many. */
  Uni<List<RunningJob>> oldest(Mutiny.Session session, int limit);

  /**
   * A job that runs, or waits for a worker.
   *
   * @param email what the mailbox was called when the job was started
   * @param bytesDone as it was told last, at most a second ago
   * @param bytesTotal 0 while it is not known yet
   * @param attempt how often a worker has begun it; 0 while it waits for the first
   */
  record RunningJob(
      String organizationId,
      String jobId,
      String entityId,
      String email,
      long bytesDone,
      long bytesTotal,
      Instant startedAt,
      int attempt) {}
}
