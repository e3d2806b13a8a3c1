package org.postroom.contract.maildomain;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code UpdateDefaultMailDomain}. Makes a verified domain the default of its
 * organization.
 */
public record UpdateDefaultMailDomainRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 3, max = 209) @MemberPattern(regexp = Patterns.DOMAIN_NAME)
        String domainName) {}
