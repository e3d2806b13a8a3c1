package org.postroom.contract.directory.event;

/**
 * A group is DELETED; its id never comes back. It has no members, is no member and no delegate any
 * longer, which no other event tells.
 */
public record GroupDeleted(String groupId) {}
