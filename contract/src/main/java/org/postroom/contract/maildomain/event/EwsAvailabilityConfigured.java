package org.postroom.contract.maildomain.event;

/**
 * The calendars of a domain are asked for at an Exchange Web Services endpoint, whatever was
 * configured for the domain before. The password is not told; it may be all that has changed.
 */
public record EwsAvailabilityConfigured(
    String domainName, String ewsEndpoint, String ewsUsername) {}
