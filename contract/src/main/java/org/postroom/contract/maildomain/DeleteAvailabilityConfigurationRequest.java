package org.postroom.contract.maildomain;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code DeleteAvailabilityConfiguration}. Removes a configuration; an unknown domain is
 * no error.
 */
public record DeleteAvailabilityConfigurationRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 3, max = 255) @MemberPattern(regexp = Patterns.DOMAIN_NAME)
        String domainName) {}
