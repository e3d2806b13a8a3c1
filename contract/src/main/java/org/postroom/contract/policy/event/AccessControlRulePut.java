package org.postroom.contract.policy.event;

import java.time.Instant;
import java.util.List;

/**
 * An access control rule is like this from now on, whether it is new or was another before. An
 * absent list is no condition. Users and impersonation roles are ids; those of deleted ones stay,
 * and match nobody.
 */
public record AccessControlRulePut(
    String name,
    String effect,
    String description,
    List<String> ipRanges,
    List<String> notIpRanges,
    List<String> actions,
    List<String> notActions,
    List<String> userIds,
    List<String> notUserIds,
    List<String> impersonationRoleIds,
    List<String> notImpersonationRoleIds,
    Instant dateCreated,
    Instant dateModified) {}
