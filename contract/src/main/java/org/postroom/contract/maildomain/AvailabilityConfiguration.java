package org.postroom.contract.maildomain;

import java.time.Instant;

/** Where to ask for the calendars of a domain; one of the providers is given. */
public record AvailabilityConfiguration(
    String domainName,
    AvailabilityProviderType providerType,
    RedactedEwsAvailabilityProvider ewsProvider,
    LambdaAvailabilityProvider lambdaProvider,
    Instant dateCreated,
    Instant dateModified) {}
