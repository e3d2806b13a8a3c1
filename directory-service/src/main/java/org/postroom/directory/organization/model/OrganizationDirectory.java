package org.postroom.directory.organization.model;

import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.Operation;

/**
 * The directory that an organization is on.
 *
 * @param type what DescribeOrganization calls it
 * @param external whether it is one that the operator has connected
 * @param interoperable whether users, groups and resources are managed elsewhere
 * @param kept whether it outlives the organization, for another one to be created on
 * @param condition how it was last found
 */
public record OrganizationDirectory(
    String id,
    String type,
    boolean external,
    boolean interoperable,
    boolean kept,
    DirectoryCondition condition) {

  /** The type of a directory that Postroom creates; the only value the public service shows. */
  public static final String OWN_TYPE = "VpcDirectory";

  /** A directory that Postroom creates with an organization. */
  public static OrganizationDirectory own(String id) {
    return new OrganizationDirectory(
        id, OWN_TYPE, false, false, false, DirectoryCondition.WRITABLE);
  }

  /** The same, found like this. */
  public OrganizationDirectory found(DirectoryCondition now) {
    return new OrganizationDirectory(id, type, external, interoperable, kept, now);
  }

  /** The same, when the organization is deleted. */
  OrganizationDirectory leftBehind(boolean stays) {
    return new OrganizationDirectory(id, type, external, interoperable, stays, condition);
  }

  /** Refuses a change of users, groups or resources that does not belong here. */
  void requireWritable(Operation<?, ?> operation) {
    if (interoperable || condition == DirectoryCondition.READ_ONLY) {
      throw new OperationRejected(
          ErrorCode.UNSUPPORTED_OPERATION,
          "The directory is read-only: make this change where it is managed.");
    }
    requireReachable(operation);
  }

  /**
   * Refuses to do without the directory, in the words that the operation has for it. An operation
   * that has none does not need the directory.
   */
  void requireReachable(Operation<?, ?> operation) {
    if (condition == DirectoryCondition.AUTHENTICATION_FAILED
        && operation.declares(ErrorCode.DIRECTORY_SERVICE_AUTHENTICATION_FAILED)) {
      throw new OperationRejected(
          ErrorCode.DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
          "The directory does not accept the credentials it was connected with.");
    }
    if (!condition.isReachable() && operation.declares(ErrorCode.DIRECTORY_UNAVAILABLE)) {
      throw new OperationRejected(
          ErrorCode.DIRECTORY_UNAVAILABLE, "The directory is not available.");
    }
  }
}
