package org.postroom.contract.directory;

import java.util.List;

/** What {@code ListGroups} answers; unset members are null. */
public record ListGroupsResponse(List<Group> groups, String nextToken) {}
