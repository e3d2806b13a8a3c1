package org.postroom.contract.maildomain;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** Input of {@code PutInboundDmarcSettings}. Sets whether DMARC is enforced on incoming mail. */
public record PutInboundDmarcSettingsRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull Boolean enforced) {}
