package org.postroom.contract.directory;

/** How a resource answers invitations. */
public record BookingOptions(
    boolean autoAcceptRequests,
    boolean autoDeclineRecurringRequests,
    boolean autoDeclineConflictingRequests) {}
