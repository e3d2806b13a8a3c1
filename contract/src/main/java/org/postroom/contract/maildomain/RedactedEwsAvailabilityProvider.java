package org.postroom.contract.maildomain;

/** An Exchange Web Services endpoint as it is shown, without the password. */
public record RedactedEwsAvailabilityProvider(String ewsEndpoint, String ewsUsername) {}
