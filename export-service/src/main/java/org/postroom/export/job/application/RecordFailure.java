package org.postroom.export.job.application;

import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommandType;

/**
 * A job cannot be done.
 *
 * @param jobId the job
 * @param attempt the number of the run that says so
 * @param errorInfo why; an administrator reads it
 */
public record RecordFailure(String jobId, int attempt, String errorInfo) implements RunReport {
  static final InternalCommandType<RecordFailure> TYPE =
      InternalCommandType.of("export.RecordFailure", RecordFailure.class);

  /** The command: equal job and attempt is the same one. */
  public InternalCommand<RecordFailure> command(String organizationId) {
    return TYPE.of(organizationId, jobId + "/" + attempt + "/failure", this);
  }
}
