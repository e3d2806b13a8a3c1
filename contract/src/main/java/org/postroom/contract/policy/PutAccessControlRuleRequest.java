package org.postroom.contract.policy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.postroom.contract.validation.EnumValue;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** Input of {@code PutAccessControlRule}. Creates or replaces an access control rule. */
public record PutAccessControlRuleRequest(
    @NotNull @Size(min = 1, max = 64) @MemberPattern(regexp = Patterns.WORD) String name,
    @NotNull @EnumValue(AccessControlRuleEffect.class) String effect,
    @NotNull @Size(max = 255) @MemberPattern(regexp = Patterns.LATIN_1, orEmpty = true)
        String description,
    @Size(max = 1024)
        List<@NotNull @Size(min = 1, max = 18) @MemberPattern(regexp = Patterns.IP_RANGE) String>
            ipRanges,
    @Size(max = 1024)
        List<@NotNull @Size(min = 1, max = 18) @MemberPattern(regexp = Patterns.IP_RANGE) String>
            notIpRanges,
    @Size(max = 10)
        List<
                @NotNull @Size(min = 1, max = 64)
                @MemberPattern(regexp = Patterns.ACCESS_CONTROL_ACTION) String>
            actions,
    @Size(max = 10)
        List<
                @NotNull @Size(min = 1, max = 64)
                @MemberPattern(regexp = Patterns.ACCESS_CONTROL_ACTION) String>
            notActions,
    @Size(max = 10) List<@NotNull @Size(min = 12, max = 256) String> userIds,
    @Size(max = 10) List<@NotNull @Size(min = 12, max = 256) String> notUserIds,
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @Size(max = 10)
        List<@NotNull @Size(min = 1, max = 64) @MemberPattern(regexp = Patterns.WORD) String>
            impersonationRoleIds,
    @Size(max = 10)
        List<@NotNull @Size(min = 1, max = 64) @MemberPattern(regexp = Patterns.WORD) String>
            notImpersonationRoleIds) {}
