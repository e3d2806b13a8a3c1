package org.postroom.contract.policy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.EnumValue;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code PutMobileDeviceAccessOverride}. Creates or replaces the override for a user and a
 * device.
 */
public record PutMobileDeviceAccessOverrideRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.ENTITY_IDENTIFIER)
        String userId,
    @NotNull @Size(min = 1, max = 32) @MemberPattern(regexp = Patterns.DEVICE_ID) String deviceId,
    @NotNull @EnumValue(MobileDeviceAccessRuleEffect.class) String effect,
    @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.SOME_TEXT) String description) {}
