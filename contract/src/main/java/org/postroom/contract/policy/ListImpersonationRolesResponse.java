package org.postroom.contract.policy;

import java.util.List;

/** What {@code ListImpersonationRoles} answers; unset members are null. */
public record ListImpersonationRolesResponse(List<ImpersonationRole> roles, String nextToken) {}
