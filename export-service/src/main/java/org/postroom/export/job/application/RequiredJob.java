package org.postroom.export.job.application;

import java.util.Optional;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.export.job.model.ExportJob;

/** The job that a caller names, which must exist. */
final class RequiredJob {
  private RequiredJob() {}

  /** The job, else EntityNotFound. */
  static ExportJob of(Optional<ExportJob> found) {
    return found.orElseThrow(
        () ->
            new OperationRejected(
                ErrorCode.ENTITY_NOT_FOUND, "The mailbox export job does not exist."));
  }
}
