package org.postroom.contract.directory.event;

import java.time.Instant;

/**
 * Told in snapshots only: what the times of an entity's own events have said. Absent is what never
 * happened, or does not hold any more.
 *
 * @param enabledDate when it was last registered
 * @param disabledDate when it was last deregistered
 * @param mailboxProvisionedDate since when it has had its mailbox
 * @param mailboxDeprovisionedDate since when its mailbox is only kept
 */
public record EntityHistoryTold(
    String entityId,
    String entityType,
    Instant enabledDate,
    Instant disabledDate,
    Instant mailboxProvisionedDate,
    Instant mailboxDeprovisionedDate) {}
