package org.postroom.contract.maildomain;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code RegisterMailDomain}. Claims a mail domain, unverified until its DNS records are
 * found.
 */
public record RegisterMailDomainRequest(
    @Size(min = 1, max = 128) @MemberPattern(regexp = Patterns.CLIENT_TOKEN) String clientToken,
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 3, max = 209) @MemberPattern(regexp = Patterns.DOMAIN_NAME)
        String domainName) {}
