package org.postroom.kit.database;

/**
 * The two moments around a commit. Tests fail a transaction there; the running service has nothing
 * to do at them.
 */
public interface CommitPoint {
  /** Nothing happens around the commit. */
  CommitPoint NONE = new CommitPoint() {};

  /** All is written, the commit not yet sent; a failure rolls back. */
  default Void beforeCommit() {
    return null;
  }

  /** It is committed, and nobody but the database knows; a failure loses that knowledge. */
  default void afterCommit() {}
}
