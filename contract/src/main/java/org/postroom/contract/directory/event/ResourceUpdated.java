package org.postroom.contract.directory.event;

/** A resource changed; all members that are not cleared are given. */
public record ResourceUpdated(
    String resourceId,
    String name,
    String type,
    String description,
    boolean autoAcceptRequests,
    boolean autoDeclineRecurringRequests,
    boolean autoDeclineConflictingRequests,
    boolean hiddenFromGlobalAddressList) {}
