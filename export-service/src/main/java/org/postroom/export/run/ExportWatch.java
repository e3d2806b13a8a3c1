package org.postroom.export.run;

/**
 * The caller's eye on a running export. {@link #progressed} and {@link #isStopped} are called by
 * the thread that called {@link MailboxExports#run}, several times a second, and must be cheap.
 */
public interface ExportWatch {
  /**
   * Tells how far the export is; {@code bytesDone} never falls and never exceeds {@code
   * bytesTotal}, which is 0 until the mailbox's size is known.
   */
  void progressed(long bytesDone, long bytesTotal);

  /** Whether the export is to end now. */
  boolean isStopped();

  /**
   * Keeps the id of the upload, so that whoever has the job next can abort it. Called once, before
   * the first part is sent, by a thread that may wait.
   *
   * @throws ExportFailed when it cannot be kept
   * @throws ExportStopped when the job is not the caller's any more
   */
  void uploading(String uploadId) throws ExportFailed, ExportStopped;
}
