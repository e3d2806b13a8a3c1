package org.postroom.directory.user.model;

import org.postroom.contract.directory.UserRole;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/** The rules about the roles of users. */
final class Roles {
  private Roles() {}

  /** The role a caller asks for; refused when it can only be reported. */
  static UserRole requested(String wireName) {
    UserRole role = UserRole.valueOf(wireName);
    if (role == UserRole.RESOURCE || role == UserRole.SYSTEM_USER) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, "The role must be USER or REMOTE_USER.");
    }
    return role;
  }

  /** Whether registration makes a mailbox; a remote user's is elsewhere. */
  static boolean haveMailbox(UserRole role) {
    return role != UserRole.REMOTE_USER;
  }
}
