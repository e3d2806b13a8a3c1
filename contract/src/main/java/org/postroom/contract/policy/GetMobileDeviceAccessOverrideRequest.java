package org.postroom.contract.policy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** Input of {@code GetMobileDeviceAccessOverride}. Reads the override for a user and a device. */
public record GetMobileDeviceAccessOverrideRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.ENTITY_IDENTIFIER)
        String userId,
    @NotNull @Size(min = 1, max = 32) @MemberPattern(regexp = Patterns.DEVICE_ID)
        String deviceId) {}
