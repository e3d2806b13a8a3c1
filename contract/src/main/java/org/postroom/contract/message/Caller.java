package org.postroom.contract.message;

/**
 * Who made a call, as the gateway established it from the verified signature.
 *
 * @param account the twelve digits of the account that owns the credential
 * @param principal the ARN of the principal
 * @param accessKeyId the key that signed, never its secret
 * @param sourceAddress the address the call came from
 * @param userAgent the client's own description of itself, may be empty
 */
public record Caller(
    String account, String principal, String accessKeyId, String sourceAddress, String userAgent) {}
