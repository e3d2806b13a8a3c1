package org.postroom.contract.policy.event;

import java.time.Instant;
import java.util.List;
import org.postroom.contract.policy.ImpersonationRule;

/** An impersonation role exists; users in its rules are named by their ids. */
public record ImpersonationRoleCreated(
    String impersonationRoleId,
    String name,
    String type,
    String description,
    List<ImpersonationRule> rules,
    Instant dateCreated,
    Instant dateModified) {}
