package org.postroom.export.job.application;

import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommandType;

/**
 * A run has got further.
 *
 * @param jobId its job
 * @param attempt the run's number
 * @param step counts the reports of the run from 1
 * @param bytes how much of the mailbox it has exported
 * @param totalBytes how large the mailbox is
 */
public record RecordProgress(String jobId, int attempt, int step, long bytes, long totalBytes)
    implements RunReport {
  static final InternalCommandType<RecordProgress> TYPE =
      InternalCommandType.of("export.RecordProgress", RecordProgress.class);

  /** The command: equal job, attempt and step is the same one. */
  public InternalCommand<RecordProgress> command(String organizationId) {
    return TYPE.of(organizationId, jobId + "/" + attempt + "/progress/" + step, this);
  }
}
