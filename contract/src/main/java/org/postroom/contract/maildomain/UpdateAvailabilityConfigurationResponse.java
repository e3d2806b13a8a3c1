package org.postroom.contract.maildomain;

/** The empty answer of {@code UpdateAvailabilityConfiguration}. */
public record UpdateAvailabilityConfigurationResponse() {}
