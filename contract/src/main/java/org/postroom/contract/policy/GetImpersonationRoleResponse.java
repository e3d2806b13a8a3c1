package org.postroom.contract.policy;

import java.time.Instant;
import java.util.List;

/** What {@code GetImpersonationRole} answers; unset members are null. */
public record GetImpersonationRoleResponse(
    String impersonationRoleId,
    String name,
    ImpersonationRoleType type,
    String description,
    List<ImpersonationRule> rules,
    Instant dateCreated,
    Instant dateModified) {}
