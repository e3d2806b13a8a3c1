package org.postroom.contract.event;

/** The snapshot that {@link OrganizationSnapshotStarted} began is complete. */
public record OrganizationSnapshotCompleted() {}
