package org.postroom.gateway.auth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One access key of the credentials file.
 *
 * @param accessKeyId what the caller names itself with
 * @param secretAccessKey what it signs with
 * @param sessionToken the token that must accompany a temporary credential; null for a lasting one
 * @param expiration the end of a temporary credential; null for none
 * @param account the account it belongs to
 * @param principal the ARN of who holds it
 * @param policy what it may do
 * @param signingKeys the keys derived from the secret
 */
public record Credential(
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    Instant expiration,
    String account,
    String principal,
    Policy policy,
    SigningKeys signingKeys) {

  /** A credential as an operator describes it. */
  public static Credential of(
      String accessKeyId,
      String secretAccessKey,
      String sessionToken,
      Instant expiration,
      String account,
      String principal,
      Policy policy) {
    return new Credential(
        accessKeyId,
        secretAccessKey,
        sessionToken,
        expiration,
        account,
        principal,
        policy,
        new SigningKeys(secretAccessKey));
  }

  /** What it says otherwise than another one of the same key, by the names in the file. */
  List<String> membersOtherThanIn(Credential other) {
    List<String> members = new ArrayList<>();
    addIf(!secretAccessKey.equals(other.secretAccessKey), "secretAccessKey", members);
    addIf(!Objects.equals(sessionToken, other.sessionToken), "sessionToken", members);
    addIf(!Objects.equals(expiration, other.expiration), "expiration", members);
    addIf(!principal.equals(other.principal), "principal", members);
    addIf(!policy.saysTheSameAs(other.policy), "policy", members);
    return members;
  }

  private static void addIf(boolean differs, String member, List<String> members) {
    if (differs) {
      members.add(member);
    }
  }

  @Override
  public String toString() {
    return "[credential " + accessKeyId + ']';
  }
}
