package org.postroom.export.job.application;

import org.postroom.export.job.model.Totals;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommandType;

/**
 * A run has written everything.
 *
 * @param jobId its job
 * @param attempt the run's number
 * @param totals what it came to
 */
public record RecordCompletion(String jobId, int attempt, Totals totals) implements RunReport {
  static final InternalCommandType<RecordCompletion> TYPE =
      InternalCommandType.of("export.RecordCompletion", RecordCompletion.class);

  /** The command: equal job and attempt is the same one. */
  public InternalCommand<RecordCompletion> command(String organizationId) {
    return TYPE.of(organizationId, jobId + "/" + attempt + "/completion", this);
  }
}
