package org.postroom.contract.policy;

import java.util.List;

/** What {@code GetMobileDeviceAccessEffect} answers; unset members are null. */
public record GetMobileDeviceAccessEffectResponse(
    MobileDeviceAccessRuleEffect effect, List<MobileDeviceAccessMatchedRule> matchedRules) {}
