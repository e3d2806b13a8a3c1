package org.postroom.export.job.application;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.export.run.ExportOrder;
import org.postroom.kit.command.Change;

/** What deciding handlers tell workers, and how they tell workers apart. */
public interface ExportRuns {
  /** A worker may take the order. */
  Change queue(ExportOrder order);

  /**
   * The number of the attempt that has the job's order; 0 when nobody has taken it, empty when
   * there is nothing to do for the job. From here to the end of the transaction no worker takes it,
   * so that what is decided about an attempt is decided while it is the last.
   */
  Uni<Optional<Integer>> attempt(Mutiny.Session session, String organizationId, String jobId);

  /** Nothing is left to do for the job. */
  Change finish(String organizationId, String jobId);

  /**
   * The job was cancelled or has failed: what was written for it is to be removed, by whoever has
   * the order or takes it.
   */
  Change cancel(String organizationId, String jobId);
}
