package org.postroom.contract.access;

import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/** Words the refusal of what a caller's policy does not allow. */
public final class AccessDenied {
  private AccessDenied() {}

  /**
   * @param principal the caller's ARN
   * @param operation the operation's wire name
   * @param resource the ARN of the organization in the caller's own account, or {@code *}
   */
  public static OperationRejected of(String principal, String operation, String resource) {
    return new OperationRejected(
        ErrorCode.ACCESS_DENIED,
        "User: %s is not authorized to perform: workmail:%s on resource: %s"
            .formatted(principal, operation, resource));
  }
}
