package org.postroom.contract.policy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** Input of {@code GetAccessControlEffect}. Says what the rules make of an access. */
public record GetAccessControlEffectRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 1, max = 15) @MemberPattern(regexp = Patterns.IP_ADDRESS) String ipAddress,
    @NotNull @Size(min = 1, max = 64) @MemberPattern(regexp = Patterns.ACCESS_CONTROL_ACTION)
        String action,
    @Size(min = 12, max = 256) String userId,
    @Size(min = 1, max = 64) @MemberPattern(regexp = Patterns.WORD) String impersonationRoleId) {}
