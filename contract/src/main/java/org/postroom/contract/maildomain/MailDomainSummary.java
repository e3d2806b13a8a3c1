package org.postroom.contract.maildomain;

/** A mail domain in a listing. */
public record MailDomainSummary(String domainName, boolean defaultDomain) {}
