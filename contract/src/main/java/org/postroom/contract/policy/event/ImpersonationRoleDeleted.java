package org.postroom.contract.policy.event;

/** An impersonation role is gone and its tokens with it; its id never comes back. */
public record ImpersonationRoleDeleted(String impersonationRoleId) {}
