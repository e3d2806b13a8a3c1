package org.postroom.policy.decision.http;

import org.postroom.contract.secret.Secret;
import org.postroom.policy.decision.application.ImpersonationQuestion;

/**
 * A mail server's question about the bearer of an impersonation token.
 *
 * @param token as EWS got it
 * @param user the id of the user who is impersonated, or one of its addresses
 * @param access {@code READ} or {@code WRITE}
 * @param ipAddress the client's IPv4 address
 */
record ImpersonationCall(Secret token, String user, String access, String ipAddress) {
  private static final String READ = "READ";
  private static final String WRITE = "WRITE";

  /**
   * The question.
   *
   * @throws IllegalArgumentException when it is none
   */
  ImpersonationQuestion question() {
    if (token == null || token.value() == null) {
      throw new IllegalArgumentException("Token is required.");
    }
    if (!READ.equals(access) && !WRITE.equals(access)) {
      throw new IllegalArgumentException("Access must be READ or WRITE.");
    }
    return new ImpersonationQuestion(
        token, Members.required("User", user), WRITE.equals(access), Members.ipAddress(ipAddress));
  }
}
