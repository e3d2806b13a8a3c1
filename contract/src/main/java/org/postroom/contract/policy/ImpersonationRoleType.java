package org.postroom.contract.policy;

/** What an impersonation role allows. */
public enum ImpersonationRoleType {
  FULL_ACCESS,
  READ_ONLY
}
