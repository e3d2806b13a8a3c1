package org.postroom.kit.command;

import java.util.Set;
import org.postroom.contract.operation.BoundedContext;

/**
 * How the command path learns whether a view of another context has caught up. Called on a lane's
 * worker thread, which holds neither transaction nor lock; it may block, for a bounded time.
 */
@FunctionalInterface
public interface CatchUpTargets {
  /**
   * Asks the owner, in one call, what it has committed for these organizations. The answer is kept
   * for each command, so that nothing waits for a moving goal.
   *
   * @throws RuntimeException when the owner does not answer in time: the commands that need it are
   *     answered ServiceUnavailable
   */
  Target target(BoundedContext owner, Set<String> organizationIds);

  /** What an owner had committed when it was asked. */
  interface Target {
    /**
     * Waits until the view, in the database, holds what was committed for the organization.
     *
     * @return false when it did not get there in time, or cannot; a view that is stopped or has
     *     just missed its bound is not waited for
     */
    boolean await(String organizationId);

    /** The organizations for which the view holds it already. */
    Set<String> reached();
  }
}
