package org.postroom.contract.policy;

/** What an access control rule does to an access it matches. */
public enum AccessControlRuleEffect {
  ALLOW,
  DENY
}
