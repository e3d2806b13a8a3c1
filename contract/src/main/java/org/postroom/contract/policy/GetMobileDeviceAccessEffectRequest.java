package org.postroom.contract.policy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code GetMobileDeviceAccessEffect}. Says what the rules make of a device; overrides do
 * not count.
 */
public record GetMobileDeviceAccessEffectRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.LATIN_1) String deviceType,
    @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.LATIN_1) String deviceModel,
    @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.LATIN_1)
        String deviceOperatingSystem,
    @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.LATIN_1) String deviceUserAgent) {}
