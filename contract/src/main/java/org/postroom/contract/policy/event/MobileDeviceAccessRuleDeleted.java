package org.postroom.contract.policy.event;

/** A mobile device access rule does not hold any longer. */
public record MobileDeviceAccessRuleDeleted(String mobileDeviceAccessRuleId) {}
