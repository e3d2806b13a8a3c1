package org.postroom.export.job.model;

import java.util.Arrays;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/**
 * Where an organization may have its archives written. The installation's own credentials stand
 * behind every role, so whose role and key it is must be looked at here: one organization must not
 * write with what another's account was given.
 */
public final class DestinationRules {
  private static final int ACCOUNT_OF_ARN = 4;

  /** What object stores take as a key, in bytes; keys are ASCII. */
  private static final int LONGEST_KEY = 1024;

  private DestinationRules() {}

  /**
   * Lets archives be written there.
   *
   * @param account the organization's
   * @param longestKey the longer key of the two objects
   * @throws OperationRejected INVALID_PARAMETER
   */
  public static void admit(Destination destination, String account, String longestKey) {
    ofAccount("RoleArn", destination.roleArn(), account);
    ofAccount("KmsKeyArn", destination.kmsKeyArn(), account);
    // Many clients and file systems take these for directories, and write or read elsewhere.
    if (Arrays.stream(destination.prefix().split("/")).anyMatch(DestinationRules::isDirectory)) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, "S3Prefix must not have the segments \".\" and \"..\".");
    }
    if (longestKey.length() > LONGEST_KEY) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER,
          "S3Prefix is too long: object keys have at most " + LONGEST_KEY + " characters.");
    }
  }

  private static boolean isDirectory(String segment) {
    return segment.equals(".") || segment.equals("..");
  }

  private static void ofAccount(String member, String arn, String account) {
    if (!arn.split(":", ACCOUNT_OF_ARN + 2)[ACCOUNT_OF_ARN].equals(account)) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, member + " must be of the organization's own account.");
    }
  }
}
