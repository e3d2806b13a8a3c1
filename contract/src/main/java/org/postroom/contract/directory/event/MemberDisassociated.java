package org.postroom.contract.directory.event;

/** A user or group is no direct member of a group any longer. */
public record MemberDisassociated(String groupId, String memberId) {}
