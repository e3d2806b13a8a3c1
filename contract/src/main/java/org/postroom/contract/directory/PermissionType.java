package org.postroom.contract.directory;

/** What can be permitted on a mailbox. */
public enum PermissionType {
  FULL_ACCESS,
  SEND_AS,
  SEND_ON_BEHALF
}
