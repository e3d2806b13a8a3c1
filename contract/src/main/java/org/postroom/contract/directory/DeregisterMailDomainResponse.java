package org.postroom.contract.directory;

/** The empty answer of {@code DeregisterMailDomain}. */
public record DeregisterMailDomainResponse() {}
