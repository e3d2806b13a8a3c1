package org.postroom.contract.policy;

/** The empty answer of {@code DeleteImpersonationRole}. */
public record DeleteImpersonationRoleResponse() {}
