package org.postroom.contract.directory.event;

/** A room or a piece of equipment exists, DISABLED. */
public record ResourceCreated(
    String resourceId,
    String name,
    String type,
    String description,
    boolean autoAcceptRequests,
    boolean autoDeclineRecurringRequests,
    boolean autoDeclineConflictingRequests,
    boolean hiddenFromGlobalAddressList) {}
