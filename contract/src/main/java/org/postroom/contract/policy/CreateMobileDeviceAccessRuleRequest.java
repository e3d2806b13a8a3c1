package org.postroom.contract.policy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.postroom.contract.validation.EnumValue;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** Input of {@code CreateMobileDeviceAccessRule}. Makes a mobile device access rule. */
public record CreateMobileDeviceAccessRuleRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @Size(min = 1, max = 128) @MemberPattern(regexp = Patterns.CLIENT_TOKEN) String clientToken,
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
