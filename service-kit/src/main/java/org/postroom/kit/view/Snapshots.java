package org.postroom.kit.view;

import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.event.OrganizationSnapshotStarted;

/** Tells the two ends of a snapshot from other events. */
final class Snapshots {
  private Snapshots() {}

  static boolean isStart(IncomingEvent event) {
    return event.type().dataType() == OrganizationSnapshotStarted.class;
  }

  static boolean isEnd(IncomingEvent event) {
    return event.type().dataType() == OrganizationSnapshotCompleted.class;
  }
}
