package org.postroom.contract.maildomain;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code TestAvailabilityConfiguration}. Tries a stored configuration or a provider; a
 * failing test is a result, not an error.
 */
public record TestAvailabilityConfigurationRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @Size(min = 3, max = 255) @MemberPattern(regexp = Patterns.DOMAIN_NAME) String domainName,
    @Valid EwsAvailabilityProvider ewsProvider,
    @Valid LambdaAvailabilityProvider lambdaProvider) {}
