package org.postroom.kit.database;

/**
 * A commit was sent and its outcome was not learnt: it may have happened or not. Only the database
 * can tell, by what it holds.
 */
public final class CommitUnknown extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommitUnknown(Throwable cause) {
    super("the outcome of a commit is not known", cause);
  }
}
