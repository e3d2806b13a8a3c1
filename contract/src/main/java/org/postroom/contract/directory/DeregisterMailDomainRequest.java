package org.postroom.contract.directory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code DeregisterMailDomain}. Removes a mail domain that no address uses. The directory
 * decides it, because it alone knows which addresses exist.
 */
public record DeregisterMailDomainRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 3, max = 209) @MemberPattern(regexp = Patterns.DOMAIN_NAME)
        String domainName) {}
