package org.postroom.contract.policy.event;

import java.time.Instant;
import java.util.List;
import org.postroom.contract.policy.ImpersonationRule;

/** An impersonation role was replaced with its rules; every member that is not cleared is given. */
public record ImpersonationRoleUpdated(
    String impersonationRoleId,
    String name,
    String type,
    String description,
    List<ImpersonationRule> rules,
    Instant dateCreated,
    Instant dateModified) {}
