package org.postroom.policy.decision.model;

/** Why a mail server is told no. */
public enum Denial {
  /** The token is none of ours, was altered, has expired, or its role is gone. */
  TOKEN_INVALID,
  /** What is known of the directory is older than the installation allows. */
  VIEW_TOO_OLD,
  /** The organization is unknown or not Active. */
  ORGANIZATION_NOT_ACTIVE,
  /** The user is unknown or not ENABLED. */
  USER_NOT_ENABLED,
  /** The role may not act as the user. */
  ROLE_RULES,
  /** The role may only read. */
  ROLE_READ_ONLY,
  /** The access control rules deny it. */
  ACCESS_CONTROL_RULES,
  /** This device of this user is denied, whatever the rules say. */
  DEVICE_OVERRIDE,
  /** The mobile device access rules deny it. */
  DEVICE_RULES
}
