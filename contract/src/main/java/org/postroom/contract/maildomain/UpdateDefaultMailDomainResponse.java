package org.postroom.contract.maildomain;

/** The empty answer of {@code UpdateDefaultMailDomain}. */
public record UpdateDefaultMailDomainResponse() {}
