package org.postroom.contract.policy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code DeleteAccessControlRule}. Deletes an access control rule; an unknown rule is no
 * error.
 */
public record DeleteAccessControlRuleRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 1, max = 64) @MemberPattern(regexp = Patterns.WORD) String name) {}
