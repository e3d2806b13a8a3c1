package org.postroom.policy.impersonation.application;

import java.time.Duration;
import java.time.Instant;
import javax.crypto.SecretKey;

/**
 * A key with which tokens are made in its period, and with which they are checked for a while
 * longer.
 *
 * @param id of the key, which tokens carry
 * @param startsAt since when tokens are made with it
 * @param endsAt until when, as long as there is a newer one
 */
public record TokenKey(String id, Instant startsAt, Instant endsAt, SecretKey secret) {
  /** How long a key is kept beyond its period: longer than any token made with it is good for. */
  public static final Duration KEPT = Duration.ofHours(1);

  /** Whether a token that is made with it now can be checked until it expires. */
  boolean isUsable(Instant now) {
    return !startsAt.isAfter(now) && now.isBefore(endsAt.plus(KEPT).minus(Tokens.LIFETIME));
  }

  @Override
  public String toString() {
    return "[token key " + id + "]";
  }
}
