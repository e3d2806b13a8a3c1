package org.postroom.directory.organization.application;

import java.time.Duration;
import java.util.Set;
import org.postroom.contract.operation.BoundedContext;

/** The contexts that keep something for every organization, and how they are asked. */
final class OrganizationParticipants {
  /** Whoever is in it sets up its defaults with an organization. */
  static final Set<BoundedContext> OF_CREATION =
      Set.of(BoundedContext.MAIL_DOMAIN, BoundedContext.POLICY);

  /** Whoever is in it drops its state after an organization. */
  static final Set<BoundedContext> OF_REMOVAL =
      Set.of(BoundedContext.MAIL_DOMAIN, BoundedContext.POLICY, BoundedContext.EXPORT);

  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(2);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
  private static final int MAX_DOUBLINGS = 10;

  private OrganizationParticipants() {}

  /** How long to wait for answers: doubling from seconds to minutes. */
  static Duration backoff(int attempt) {
    Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
    return backoff.compareTo(LONGEST_BACKOFF) < 0 ? backoff : LONGEST_BACKOFF;
  }
}
