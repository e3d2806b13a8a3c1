package org.postroom.contract.policy;

/** The empty answer of {@code PutMobileDeviceAccessOverride}. */
public record PutMobileDeviceAccessOverrideResponse() {}
