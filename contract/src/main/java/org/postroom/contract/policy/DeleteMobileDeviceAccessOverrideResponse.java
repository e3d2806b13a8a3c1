package org.postroom.contract.policy;

/** The empty answer of {@code DeleteMobileDeviceAccessOverride}. */
public record DeleteMobileDeviceAccessOverrideResponse() {}
