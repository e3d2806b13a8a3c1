package org.postroom.contract.maildomain;

/** What {@code TestAvailabilityConfiguration} answers; unset members are null. */
public record TestAvailabilityConfigurationResponse(boolean testPassed, String failureReason) {}
