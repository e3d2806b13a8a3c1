package org.postroom.contract.policy;

import java.time.Instant;

/** What {@code GetMobileDeviceAccessOverride} answers; unset members are null. */
public record GetMobileDeviceAccessOverrideResponse(
    String userId,
    String deviceId,
    MobileDeviceAccessRuleEffect effect,
    String description,
    Instant dateCreated,
    Instant dateModified) {}
