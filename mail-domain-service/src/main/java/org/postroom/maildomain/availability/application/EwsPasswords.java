package org.postroom.maildomain.availability.application;

import jakarta.inject.Singleton;
import org.postroom.contract.secret.Secret;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.query.QueryContext;
import org.postroom.maildomain.availability.model.AvailabilityProvider;
import org.postroom.maildomain.availability.model.CalendarDomain;

/**
 * The passwords for Exchange Web Services: sealed for the call by the gateway, for its row at rest.
 * They are in clear only while they are sealed anew or shown to the endpoint.
 */
@Singleton
public class EwsPasswords {
  private static final String MEMBER = "EwsPassword";

  private final SecretSealer sealer;

  EwsPasswords(SecretSealer sealer) {
    this.sealer = sealer;
  }

  /** A command's provider as it is kept. */
  AvailabilityProvider keep(
      AvailabilityProvider provider, CalendarDomain domain, CommandContext context) {
    if (!(provider instanceof AvailabilityProvider.Ews ews)) {
      return provider;
    }
    String clear = context.open(new Secret(ews.sealedPassword()), MEMBER);
    return ews.withSealedPassword(
        sealer.seal(clear, ofRow(context.organizationId(), domain.text())));
  }

  /** The password of a provider that is kept. */
  Secret ofKept(AvailabilityProvider.Ews ews, String organizationId, CalendarDomain domain) {
    return new Secret(sealer.open(ews.sealedPassword(), ofRow(organizationId, domain.text())));
  }

  /** The password of a provider in a query. */
  Secret ofRequest(AvailabilityProvider.Ews ews, String organizationId, QueryContext context) {
    return new Secret(context.open(new Secret(ews.sealedPassword()), organizationId, MEMBER));
  }

  /**
   * What a kept password is bound to: one part more than the associated data of any call's member
   * has.
   */
  public static String ofRow(String organizationId, String domain) {
    return organizationId + "/availability-configuration/" + domain + '/' + MEMBER;
  }
}
