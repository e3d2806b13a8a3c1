package org.postroom.contract.directory;

import java.util.List;

/** What {@code ListUsers} answers; unset members are null. */
public record ListUsersResponse(List<User> users, String nextToken) {}
