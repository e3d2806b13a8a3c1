package org.postroom.contract.maildomain;

/** The empty answer of {@code CreateAvailabilityConfiguration}. */
public record CreateAvailabilityConfigurationResponse() {}
