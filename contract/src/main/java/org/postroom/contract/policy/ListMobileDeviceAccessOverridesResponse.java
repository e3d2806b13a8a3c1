package org.postroom.contract.policy;

import java.util.List;

/** What {@code ListMobileDeviceAccessOverrides} answers; unset members are null. */
public record ListMobileDeviceAccessOverridesResponse(
    List<MobileDeviceAccessOverride> overrides, String nextToken) {}
