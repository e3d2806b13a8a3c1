package org.postroom.contract.policy;

import java.util.List;

/** What {@code GetImpersonationRoleEffect} answers; unset members are null. */
public record GetImpersonationRoleEffectResponse(
    ImpersonationRoleType type, AccessEffect effect, List<ImpersonationMatchedRule> matchedRules) {}
