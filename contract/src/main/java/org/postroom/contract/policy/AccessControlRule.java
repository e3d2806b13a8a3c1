package org.postroom.contract.policy;

import java.time.Instant;
import java.util.List;

/** An access control rule with all its conditions; an absent list is no condition. */
public record AccessControlRule(
    String name,
    AccessControlRuleEffect effect,
    String description,
    List<String> ipRanges,
    List<String> notIpRanges,
    List<String> actions,
    List<String> notActions,
    List<String> userIds,
    List<String> notUserIds,
    Instant dateCreated,
    Instant dateModified,
    List<String> impersonationRoleIds,
    List<String> notImpersonationRoleIds) {}
