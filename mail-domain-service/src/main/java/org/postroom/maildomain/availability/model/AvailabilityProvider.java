package org.postroom.maildomain.availability.model;

import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.maildomain.AvailabilityConfiguration;
import org.postroom.contract.maildomain.AvailabilityProviderType;
import org.postroom.contract.maildomain.EwsAvailabilityProvider;
import org.postroom.contract.maildomain.LambdaAvailabilityProvider;
import org.postroom.contract.maildomain.RedactedEwsAvailabilityProvider;
import org.postroom.contract.maildomain.event.EwsAvailabilityConfigured;
import org.postroom.contract.maildomain.event.LambdaAvailabilityConfigured;

/** Who is asked for the calendars of a domain. */
public sealed interface AvailabilityProvider {
  /**
   * The one provider of a request.
   *
   * @throws OperationRejected InvalidParameterException, when there are none or two
   */
  static AvailabilityProvider of(EwsAvailabilityProvider ews, LambdaAvailabilityProvider lambda) {
    if ((ews == null) == (lambda == null)) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, "Exactly one of EwsProvider and LambdaProvider is needed.");
    }
    return ews == null
        ? new Lambda(lambda.lambdaArn())
        : new Ews(ews.ewsEndpoint(), ews.ewsUsername(), ews.ewsPassword().value());
  }

  /** As it is listed, without any password. */
  AvailabilityConfiguration shown(DomainAvailability configuration);

  /** The event that tells of it, without any password. */
  Record configured(CalendarDomain domain);

  /**
   * An Exchange Web Services endpoint.
   *
   * @param endpoint its URL
   * @param userName with which to log in
   * @param sealedPassword never in clear; who holds this knows for what it is sealed
   */
  record Ews(String endpoint, String userName, String sealedPassword)
      implements AvailabilityProvider {
    /** The same with the password sealed for something else. */
    public Ews withSealedPassword(String sealed) {
      return new Ews(endpoint, userName, sealed);
    }

    @Override
    public AvailabilityConfiguration shown(DomainAvailability configuration) {
      return new AvailabilityConfiguration(
          configuration.domain().text(),
          AvailabilityProviderType.EWS,
          new RedactedEwsAvailabilityProvider(endpoint, userName),
          null,
          configuration.created(),
          configuration.modified());
    }

    @Override
    public Record configured(CalendarDomain domain) {
      return new EwsAvailabilityConfigured(domain.text(), endpoint, userName);
    }

    @Override
    public String toString() {
      return "Ews[" + endpoint + "]";
    }
  }

  /** A function, by its ARN. */
  record Lambda(String arn) implements AvailabilityProvider {
    @Override
    public AvailabilityConfiguration shown(DomainAvailability configuration) {
      return new AvailabilityConfiguration(
          configuration.domain().text(),
          AvailabilityProviderType.LAMBDA,
          null,
          new LambdaAvailabilityProvider(arn),
          configuration.created(),
          configuration.modified());
    }

    @Override
    public Record configured(CalendarDomain domain) {
      return new LambdaAvailabilityConfigured(domain.text(), arn);
    }
  }
}
