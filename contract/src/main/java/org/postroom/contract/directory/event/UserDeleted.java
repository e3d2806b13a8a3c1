package org.postroom.contract.directory.event;

/**
 * A user is DELETED; its id never comes back. It is no member and no delegate any longer, which no
 * other event tells.
 */
public record UserDeleted(String userId) {}
