package org.postroom.contract.maildomain.event;

/**
 * A function is asked for the calendars of a domain, whatever was configured for the domain before.
 */
public record LambdaAvailabilityConfigured(String domainName, String lambdaArn) {}
