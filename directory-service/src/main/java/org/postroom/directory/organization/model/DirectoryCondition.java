package org.postroom.directory.organization.model;

/** How the directory of an organization was last found. */
public enum DirectoryCondition {
  /** It takes changes; always so for a directory of Postroom's own. */
  WRITABLE,
  /** It answers, and refuses changes. */
  READ_ONLY,
  /** It does not answer, or the operator has disconnected it. */
  UNAVAILABLE,
  /** It does not accept the credentials that it was connected with. */
  AUTHENTICATION_FAILED;

  /** Whether it answers to the credentials it was connected with. */
  public boolean isReachable() {
    return this == WRITABLE || this == READ_ONLY;
  }
}
