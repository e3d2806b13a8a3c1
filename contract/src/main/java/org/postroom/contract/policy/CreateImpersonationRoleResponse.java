package org.postroom.contract.policy;

/** What {@code CreateImpersonationRole} answers; unset members are null. */
public record CreateImpersonationRoleResponse(String impersonationRoleId) {}
