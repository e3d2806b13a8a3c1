package org.postroom.kit.view;

/** What a view can say about an organization, measured against what its owner had committed. */
enum ViewStatus {
  /** It holds everything. */
  REACHED,
  /** The rest is on its way. */
  BEHIND,
  /** Waiting does not help: it is stopped at an event it cannot read, or events are missing. */
  BLOCKED
}
