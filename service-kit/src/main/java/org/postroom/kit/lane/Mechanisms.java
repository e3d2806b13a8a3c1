package org.postroom.kit.lane;

/**
 * The mechanisms that the guarantees rest on. A running service has them all; tests switch one off
 * to show that its failure test notices.
 *
 * @param lock the lane's row is locked
 * @param positionCheck the stored position must be the believed one
 * @param orderedRepublishing after a failure all is published again from the first unacknowledged
 *     row on, before anything else
 * @param inbox a command that was decided before is not decided again
 */
public record Mechanisms(
    boolean lock, boolean positionCheck, boolean orderedRepublishing, boolean inbox) {
  /** What a service runs with. */
  public static final Mechanisms ALL = new Mechanisms(true, true, true, true);
}
