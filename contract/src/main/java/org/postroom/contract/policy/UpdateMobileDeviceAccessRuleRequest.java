package org.postroom.contract.policy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.postroom.contract.validation.EnumValue;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code UpdateMobileDeviceAccessRule}. Replaces a mobile device access rule; absent lists
 * are removed.
 */
public record UpdateMobileDeviceAccessRuleRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 1, max = 64) @MemberPattern(regexp = Patterns.WORD)
        String mobileDeviceAccessRuleId,
    @NotNull @Size(min = 1, max = 64) @MemberPattern(regexp = Patterns.SOME_TEXT) String name,
    @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.SOME_TEXT) String description,
    @NotNull @EnumValue(MobileDeviceAccessRuleEffect.class) String effect,
    @Size(min = 1, max = 10)
        List<@NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.LATIN_1) String>
            deviceTypes,
    @Size(min = 1, max = 10)
        List<@NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.LATIN_1) String>
            notDeviceTypes,
    @Size(min = 1, max = 10)
        List<@NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.LATIN_1) String>
            deviceModels,
    @Size(min = 1, max = 10)
        List<@NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.LATIN_1) String>
            notDeviceModels,
    @Size(min = 1, max = 10)
        List<@NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.LATIN_1) String>
            deviceOperatingSystems,
    @Size(min = 1, max = 10)
        List<@NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.LATIN_1) String>
            notDeviceOperatingSystems,
    @Size(min = 1, max = 10)
        List<@NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.LATIN_1) String>
            deviceUserAgents,
    @Size(min = 1, max = 10)
        List<@NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.LATIN_1) String>
            notDeviceUserAgents) {}
