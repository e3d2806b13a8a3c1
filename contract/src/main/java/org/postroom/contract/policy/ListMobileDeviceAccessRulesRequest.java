package org.postroom.contract.policy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code ListMobileDeviceAccessRules}. Reads all mobile device access rules; not paged.
 */
public record ListMobileDeviceAccessRulesRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId) {}
