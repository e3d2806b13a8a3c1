package org.postroom.contract.directory.event;

/** A user or group is a direct member of a group; its type is USER or GROUP. */
public record MemberAssociated(String groupId, String memberId, String memberType) {}
