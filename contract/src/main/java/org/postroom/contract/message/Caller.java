package org.postroom.contract.message;

import org.postroom.contract.access.TagStatements;

/**
 * Who made a call, as the gateway established it from the verified signature.
 *
 * @param account the twelve digits of the account that owns the credential
 * @param principal the ARN of the principal
 * @param accessKeyId the key that signed, never its secret
 * @param sourceAddress the address the call came from
 * @param userAgent the client's own description of itself, may be empty
 * @param tagStatements what the organization's tags must say for the call to go on; null when the
 *     gateway has found it allowed whatever they say
 */
public record Caller(
    String account,
    String principal,
    String accessKeyId,
    String sourceAddress,
    String userAgent,
    TagStatements tagStatements) {

  /** A caller whose call is allowed whatever tags the organization has. */
  public Caller(
      String account,
      String principal,
      String accessKeyId,
      String sourceAddress,
      String userAgent) {
    this(account, principal, accessKeyId, sourceAddress, userAgent, null);
  }
}
