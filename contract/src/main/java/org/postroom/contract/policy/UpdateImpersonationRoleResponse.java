package org.postroom.contract.policy;

/** The empty answer of {@code UpdateImpersonationRole}. */
public record UpdateImpersonationRoleResponse() {}
