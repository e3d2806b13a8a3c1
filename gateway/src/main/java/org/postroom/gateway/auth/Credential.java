package org.postroom.gateway.auth;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One access key of the credentials file.
 *
 * @param accessKeyId what the caller names itself with
 * @param secretAccessKey what it signs with
 * @param sessionToken the token that must accompany a temporary credential; null for a lasting one
 * @param expiration the end of a temporary credential; null for none
 * @param account the account it belongs to
 * @param principal the ARN of who holds it
 * @param actions what it may call; {@code *} at the end of an entry stands for anything
 * @param signingKeys the keys derived from the secret
 */
public record Credential(
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    Instant expiration,
    String account,
    String principal,
    List<String> actions,
    SigningKeys signingKeys) {

  /** A credential as an operator describes it. */
  public static Credential of(
      String accessKeyId,
      String secretAccessKey,
      String sessionToken,
      Instant expiration,
      String account,
      String principal,
      List<String> actions) {
    return new Credential(
        accessKeyId,
        secretAccessKey,
        sessionToken,
        expiration,
        account,
        principal,
        actions.stream().map(action -> action.toLowerCase(Locale.ROOT)).toList(),
        new SigningKeys(secretAccessKey));
  }

  /** Whether it may call {@code workmail:<operation>}; names of actions ignore case. */
  public boolean allows(String operation) {
    String action = null;
    for (String pattern : actions) {
      if (pattern.equals("*") || pattern.equals("workmail:*")) {
        return true;
      }
      action = action == null ? "workmail:" + operation.toLowerCase(Locale.ROOT) : action;
      boolean prefix = pattern.endsWith("*");
      if (prefix
          ? action.startsWith(pattern.substring(0, pattern.length() - 1))
          : action.equals(pattern)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "[credential " + accessKeyId + ']';
  }
}
