package org.postroom.contract.directory;

import java.util.List;

/** What {@code ListGroupMembers} answers; unset members are null. */
public record ListGroupMembersResponse(List<Member> members, String nextToken) {}
