package org.postroom.contract.policy;

import java.time.Instant;

/** An impersonation role in a listing, without its rules. */
public record ImpersonationRole(
    String impersonationRoleId,
    String name,
    ImpersonationRoleType type,
    Instant dateCreated,
    Instant dateModified) {}
