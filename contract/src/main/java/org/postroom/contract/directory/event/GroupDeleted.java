package org.postroom.contract.directory.event;

/**
 * A group is DELETED; its id never comes back. It has no members, is no member, no delegate, and
 * neither gives nor holds a mailbox permission any longer, which no other event tells.
 */
public record GroupDeleted(String groupId) {}
