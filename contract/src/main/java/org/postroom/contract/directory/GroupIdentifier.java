package org.postroom.contract.directory;

/** Id and name of a group. */
public record GroupIdentifier(String groupId, String groupName) {}
