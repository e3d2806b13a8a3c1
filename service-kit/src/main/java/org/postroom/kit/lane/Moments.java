package org.postroom.kit.lane;

import org.postroom.kit.database.CommitPoint;

/**
 * The moments of a lane's work at which a failure must be survived. The running service has nothing
 * to do at them; tests fail or wait there.
 */
public interface Moments extends CommitPoint {
  /** Nothing happens at any moment. */
  Moments NONE = new Moments() {};

  /** Records are there, no transaction is open. */
  default void beforeTransaction(Lane lane) {}

  /** Committed, nothing of it published. */
  default void beforePublish(Lane lane) {}

  /** All of it is published, nobody is answered. */
  default void afterPublish(Lane lane) {}

  /** All is answered. */
  default void afterReplies(Lane lane) {}
}
