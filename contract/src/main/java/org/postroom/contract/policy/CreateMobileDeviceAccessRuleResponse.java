package org.postroom.contract.policy;

/** What {@code CreateMobileDeviceAccessRule} answers; unset members are null. */
public record CreateMobileDeviceAccessRuleResponse(String mobileDeviceAccessRuleId) {}
