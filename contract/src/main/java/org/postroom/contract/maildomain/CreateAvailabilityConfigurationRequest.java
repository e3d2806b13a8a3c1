package org.postroom.contract.maildomain;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code CreateAvailabilityConfiguration}. Says where to ask for the calendars of a
 * domain.
 */
public record CreateAvailabilityConfigurationRequest(
    @Size(min = 1, max = 128) @MemberPattern(regexp = Patterns.CLIENT_TOKEN) String clientToken,
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 3, max = 255) @MemberPattern(regexp = Patterns.DOMAIN_NAME)
        String domainName,
    @Valid EwsAvailabilityProvider ewsProvider,
    @Valid LambdaAvailabilityProvider lambdaProvider) {}
