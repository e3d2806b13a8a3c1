package org.postroom.contract.policy;

/** What an impersonation rule does to a user it matches. */
public enum AccessEffect {
  ALLOW,
  DENY
}
