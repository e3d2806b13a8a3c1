package org.postroom.contract.maildomain;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code DescribeInboundDmarcSettings}. Reads whether DMARC is enforced on incoming mail.
 */
public record DescribeInboundDmarcSettingsRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId) {}
