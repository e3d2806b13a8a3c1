package org.postroom.contract.policy;

/** What a mobile device access rule does to a device it matches. */
public enum MobileDeviceAccessRuleEffect {
  ALLOW,
  DENY
}
