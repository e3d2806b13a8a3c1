package org.postroom.contract.directory.event;

/**
 * A resource is DELETED; its id never comes back. It has no delegates, and neither gives nor holds
 * a mailbox permission any longer, which no other event tells.
 */
public record ResourceDeleted(String resourceId) {}
