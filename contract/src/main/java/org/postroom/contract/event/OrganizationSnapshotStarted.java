package org.postroom.contract.event;

/**
 * The context's database was restored and a new epoch has begun: what follows, up to {@link
 * OrganizationSnapshotCompleted}, tells the organization's whole state in ordinary events.
 * Subscribers forget what they were told before.
 */
public record OrganizationSnapshotStarted() {}
