package org.postroom.contract.directory.event;

/**
 * A user is DELETED; its id never comes back. It is no member, no delegate, and neither gives nor
 * holds a mailbox permission any longer, which no other event tells.
 */
public record UserDeleted(String userId) {}
