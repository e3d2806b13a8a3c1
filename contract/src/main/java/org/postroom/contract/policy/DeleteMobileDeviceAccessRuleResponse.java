package org.postroom.contract.policy;

/** The empty answer of {@code DeleteMobileDeviceAccessRule}. */
public record DeleteMobileDeviceAccessRuleResponse() {}
