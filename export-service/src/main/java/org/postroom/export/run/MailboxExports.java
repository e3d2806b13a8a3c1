package org.postroom.export.run;

import java.util.List;

/** Moves mailboxes from the mail server into object storage. */
public interface MailboxExports {
  /**
   * Exports one mailbox; blocks until it is done. When it returns, the zip and the digest beside it
   * are complete (also when it was told to stop too late); when it throws, its upload has been
   * aborted as far as the store lets it, and at most the digest is left, for {@link #discard}.
   *
   * @throws ExportFailed for a reason an administrator can act on
   * @throws ExportStopped within a second of the watch's stop, or of an interrupt (the thread is
   *     then still interrupted)
   */
  ExportSummary run(ExportOrder order, ExportWatch watch) throws ExportFailed, ExportStopped;

  /**
   * Aborts the uploads of runs that are dead or hang, so that none of them completes any more.
   * Removes nothing that is complete: the next run replaces it. What the role is not allowed to
   * abort stays, and is logged.
   *
   * @param uploadIds what the runs said they were uploading; when there are none, those that the
   *     store lists
   * @throws ExportFailed when the store cannot be reached
   */
  void abort(ExportOrder order, List<String> uploadIds) throws ExportFailed;

  /**
   * Aborts as {@link #abort}, and removes the objects; for a job that no run follows. What the role
   * is not allowed to remove stays, and is logged.
   *
   * @throws ExportFailed when the store cannot be reached
   */
  void discard(ExportOrder order, List<String> uploadIds) throws ExportFailed;
}
