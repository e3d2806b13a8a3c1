package org.postroom.contract.directory;

import java.util.List;

/** What {@code ListGroupsForEntity} answers; unset members are null. */
public record ListGroupsForEntityResponse(List<GroupIdentifier> groups, String nextToken) {}
