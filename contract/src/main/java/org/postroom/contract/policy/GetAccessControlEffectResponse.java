package org.postroom.contract.policy;

import java.util.List;

/** What {@code GetAccessControlEffect} answers; unset members are null. */
public record GetAccessControlEffectResponse(
    AccessControlRuleEffect effect, List<String> matchedRules) {}
