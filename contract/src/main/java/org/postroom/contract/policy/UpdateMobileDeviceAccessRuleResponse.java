package org.postroom.contract.policy;

/** The empty answer of {@code UpdateMobileDeviceAccessRule}. */
public record UpdateMobileDeviceAccessRuleResponse() {}
