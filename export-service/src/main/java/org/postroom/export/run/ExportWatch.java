package org.postroom.export.run;

/**
 * The caller's eye on a running export. Both methods are called by the thread that called {@link
 * MailboxExports#run}, several times a second, and must be cheap.
 */
public interface ExportWatch {
  /**
   * Tells how far the export is; {@code bytesDone} never falls and never exceeds {@code
   * bytesTotal}, which is 0 until the mailbox's size is known.
   */
  void progressed(long bytesDone, long bytesTotal);

  /** Whether the export is to end now. */
  boolean isStopped();
}
