package org.postroom.contract.maildomain;

/** The empty answer of {@code RegisterMailDomain}. */
public record RegisterMailDomainResponse() {}
