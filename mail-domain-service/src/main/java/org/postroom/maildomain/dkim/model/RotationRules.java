package org.postroom.maildomain.dkim.model;

import java.time.Duration;
import org.postroom.maildomain.domain.model.DomainName;

/**
 * How the operator wants keys published and replaced.
 *
 * @param zone the operator's own zone with the public keys; null when every domain publishes its
 *     own
 * @param period how long a key signs before it is replaced; zero for ever
 * @param retention how long a replaced key stays published
 */
public record RotationRules(DomainName zone, Duration period, Duration retention) {
  private static final int LONGEST_NAME = 253;
  private static final int TOKEN_LENGTH = 32;

  public RotationRules {
    if (period.isNegative() || retention.isNegative()) {
      throw new IllegalArgumentException("the times of DKIM keys are not negative");
    }
    if (!period.isZero() && period.compareTo(retention) <= 0) {
      throw new IllegalArgumentException(
          "a DKIM key must sign for longer than the key before it stays published");
    }
    if (zone != null && zone.text().length() + 1 + TOKEN_LENGTH > LONGEST_NAME) {
      throw new IllegalArgumentException("the zone for DKIM keys has too long a name");
    }
  }

  /** Whether domains point to the operator's zone. */
  public boolean hasZone() {
    return zone != null;
  }

  boolean rotatesByItself() {
    return !period.isZero();
  }
}
