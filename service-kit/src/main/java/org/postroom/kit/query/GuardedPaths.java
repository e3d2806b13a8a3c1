package org.postroom.kit.query;

/**
 * Paths of a service that are for others than its peers, who have a credential of their own kind
 * that opens nothing else. A CDI bean; below its prefix the service credential does not count.
 */
public interface GuardedPaths {
  /** What the paths begin with; ends with a slash. */
  String prefix();

  /**
   * Whether a call with this Authorization header may pass.
   *
   * @param authorization null when there is none
   * @implSpec Takes the same time for every wrong credential of one length.
   */
  boolean areOpenTo(String authorization);
}
