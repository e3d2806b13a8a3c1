package org.postroom.contract.maildomain;

/** The empty answer of {@code DeleteAvailabilityConfiguration}. */
public record DeleteAvailabilityConfigurationResponse() {}
