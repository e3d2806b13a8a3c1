package org.postroom.contract.directory;

/** What {@code CreateGroup} answers; unset members are null. */
public record CreateGroupResponse(String groupId) {}
