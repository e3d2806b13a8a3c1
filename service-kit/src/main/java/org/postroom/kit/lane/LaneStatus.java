package org.postroom.kit.lane;

/** How an assigned lane is doing. */
public enum LaneStatus {
  /** Position and outbox are being read, the outbox published. */
  TAKING_OVER,
  /** Its position is loaded and its records are processed. */
  RUNNING,
  /** Database or broker are away; it is tried again. */
  DEPENDENCY_AWAY,
  /** It fails although both answer; it is tried again, and somebody should look. */
  FAILING,
  /** It was given up. */
  STOPPED
}
