package org.postroom.export.job.model;

import java.time.Duration;
import java.time.Instant;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/**
 * What an organization may have exported: a number of mailboxes at a time, and no mailbox again
 * soon. Jobs that failed or were cancelled do not count.
 */
public final class ExportLimits {
  /** Jobs of an organization that may be RUNNING. */
  public static final int RUNNING_JOBS = 10;

  /** How long a mailbox is not exported again, from the start of its last export. */
  public static final Duration BETWEEN_EXPORTS = Duration.ofHours(24);

  private ExportLimits() {}

  /** After when an export of the mailbox must not have been started. */
  public static Instant since(Instant now) {
    return now.minus(BETWEEN_EXPORTS);
  }

  /**
   * Lets another job begin.
   *
   * @param running how many of the organization's jobs are RUNNING
   * @param isExportedLately whether a job of the mailbox is RUNNING, or COMPLETED and not older
   *     than {@link #since}
   * @throws OperationRejected LIMIT_EXCEEDED
   */
  public static void admit(long running, boolean isExportedLately) {
    if (running >= RUNNING_JOBS) {
      throw new OperationRejected(
          ErrorCode.LIMIT_EXCEEDED,
          "The organization has " + RUNNING_JOBS + " running mailbox export jobs already.");
    }
    if (isExportedLately) {
      throw new OperationRejected(
          ErrorCode.LIMIT_EXCEEDED,
          "The mailbox is being exported, or was exported in the last 24 hours.");
    }
  }
}
