package org.postroom.contract.policy;

import java.util.List;

/** What {@code ListMobileDeviceAccessRules} answers; unset members are null. */
public record ListMobileDeviceAccessRulesResponse(List<MobileDeviceAccessRule> rules) {}
