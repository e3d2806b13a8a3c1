package org.postroom.contract.maildomain;

import java.util.List;

/** What {@code ListAvailabilityConfigurations} answers; unset members are null. */
public record ListAvailabilityConfigurationsResponse(
    List<AvailabilityConfiguration> availabilityConfigurations, String nextToken) {}
