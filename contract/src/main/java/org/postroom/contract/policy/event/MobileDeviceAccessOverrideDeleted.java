package org.postroom.contract.policy.event;

/** Nothing but the rules holds for this device of this user; also when the user is deleted. */
public record MobileDeviceAccessOverrideDeleted(String userId, String deviceId) {}
