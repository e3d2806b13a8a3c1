package org.postroom.contract.directory;

/** The empty answer of {@code UpdatePrimaryEmailAddress}. */
public record UpdatePrimaryEmailAddressResponse() {}
