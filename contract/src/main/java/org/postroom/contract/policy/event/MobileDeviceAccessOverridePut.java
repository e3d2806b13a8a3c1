package org.postroom.contract.policy.event;

import java.time.Instant;

/**
 * This holds for one device of one user from now on, whatever the rules say. Two spellings of a
 * device's id that differ in case are one device.
 */
public record MobileDeviceAccessOverridePut(
    String userId,
    String deviceId,
    String effect,
    String description,
    Instant dateCreated,
    Instant dateModified) {}
