package org.postroom.maildomain.availability.application;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.postroom.contract.secret.Secret;
import org.postroom.maildomain.availability.model.AvailabilityProvider;
import org.postroom.maildomain.availability.model.TestVerdict;

/** Calls availability providers to see whether they work. */
public interface ProviderTests {
  /**
   * Tests a provider, within a bounded time and whatever it does; a provider that does not work is
   * a verdict.
   *
   * @return fails with ThrottlingException when too many tests run already
   */
  Uni<TestVerdict> run(ProviderTest test);

  /**
   * A provider and on whose behalf it is asked.
   *
   * @param password of an EWS provider; null for a function
   * @param domain whose calendars it knows; null when that is not said
   */
  record ProviderTest(
      AvailabilityProvider provider,
      Secret password,
      String domain,
      String organizationId,
      String account,
      Instant now) {}
}
