package org.postroom.contract.policy;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.postroom.contract.validation.EnumValue;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** Input of {@code CreateImpersonationRole}. Makes an impersonation role. */
public record CreateImpersonationRoleRequest(
    @Size(min = 1, max = 128) @MemberPattern(regexp = Patterns.CLIENT_TOKEN) String clientToken,
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 1, max = 64) @MemberPattern(regexp = Patterns.SINGLE_LINE) String name,
    @NotNull @EnumValue(ImpersonationRoleType.class) String type,
    @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.MULTIPLE_LINES) String description,
    @NotNull @Size(max = 10) List<@NotNull @Valid ImpersonationRule> rules) {}
