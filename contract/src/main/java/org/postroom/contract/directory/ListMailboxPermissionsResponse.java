package org.postroom.contract.directory;

import java.util.List;

/** What {@code ListMailboxPermissions} answers; unset members are null. */
public record ListMailboxPermissionsResponse(List<Permission> permissions, String nextToken) {}
