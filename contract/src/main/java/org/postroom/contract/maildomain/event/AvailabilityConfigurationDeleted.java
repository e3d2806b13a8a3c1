package org.postroom.contract.maildomain.event;

/** Nobody is asked for the calendars of a domain any more. */
public record AvailabilityConfigurationDeleted(String domainName) {}
