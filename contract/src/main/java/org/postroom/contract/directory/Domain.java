package org.postroom.contract.directory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** A mail domain to be registered with a new organization. */
public record Domain(
    @NotNull @Size(min = 3, max = 255) @MemberPattern(regexp = Patterns.DOMAIN_NAME)
        String domainName,
    @Size(min = 1, max = 32) @MemberPattern(regexp = Patterns.HOSTED_ZONE_ID)
        String hostedZoneId) {}
