package org.postroom.export.run;

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
   * Removes the objects and aborts the uploads that a dead or cancelled run left behind. Does
   * nothing when there are none. What the role is not allowed to remove stays, and is logged.
   *
   * @throws ExportFailed when the store cannot be reached or refuses the role altogether
   */
  void discard(ExportOrder order) throws ExportFailed;
}
