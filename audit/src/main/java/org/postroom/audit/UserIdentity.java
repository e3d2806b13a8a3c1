package org.postroom.audit;

import org.postroom.contract.message.Caller;

/**
 * Who called, as CloudTrail says it; members that are not known are null.
 *
 * @param type {@code IAMUser}, {@code AssumedRole}, {@code Root}, {@code Unknown}; {@code
 *     MailServer} and {@code Operator} for calls that are not API calls
 * @param principalId the principal's name within its account
 * @param arn the principal
 * @param accountId twelve digits
 * @param accessKeyId the key that signed, or claims to have
 * @param userName of an {@code IAMUser}
 */
public record UserIdentity(
    String type,
    String principalId,
    String arn,
    String accountId,
    String accessKeyId,
    String userName) {

  /** Somebody whose signature was verified. */
  public static UserIdentity of(Caller caller) {
    String arn = caller.principal();
    String resource = arn.substring(arn.lastIndexOf(':') + 1);
    String name = resource.substring(resource.lastIndexOf('/') + 1);
    String type = "IAMUser";
    if (resource.equals("root")) {
      type = "Root";
    } else if (resource.startsWith("assumed-role/")) {
      type = "AssumedRole";
    } else if (resource.startsWith("role/")) {
      type = "Role";
    }
    return new UserIdentity(
        type,
        name,
        arn,
        caller.account(),
        caller.accessKeyId(),
        type.equals("IAMUser") ? name : null);
  }

  /**
   * Somebody whose signature was not there or not right.
   *
   * @param accessKeyId the key that was claimed; null for none
   */
  public static UserIdentity unknown(String accessKeyId) {
    return new UserIdentity("Unknown", null, null, null, accessKeyId, null);
  }

  /**
   * The mail server of an account.
   *
   * @param name of its credential; null when it has none
   */
  public static UserIdentity mailServer(String accountId, String name) {
    return new UserIdentity("MailServer", name, null, accountId, null, null);
  }

  /** Somebody with the installation's own credential. */
  public static UserIdentity operator() {
    return operator(null);
  }

  /**
   * Somebody at the installation's own machine.
   *
   * @param name of the account there
   */
  public static UserIdentity operator(String name) {
    return new UserIdentity("Operator", name, null, null, null, null);
  }
}
