package org.postroom.contract.policy;

import java.time.Instant;

/** What holds for one device of one user, whatever the rules say. */
public record MobileDeviceAccessOverride(
    String userId,
    String deviceId,
    MobileDeviceAccessRuleEffect effect,
    String description,
    Instant dateCreated,
    Instant dateModified) {}
