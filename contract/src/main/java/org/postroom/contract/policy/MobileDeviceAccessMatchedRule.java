package org.postroom.contract.policy;

/** A mobile device access rule that decided. */
public record MobileDeviceAccessMatchedRule(String mobileDeviceAccessRuleId, String name) {}
