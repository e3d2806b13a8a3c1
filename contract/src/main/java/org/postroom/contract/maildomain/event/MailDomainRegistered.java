package org.postroom.contract.maildomain.event;

/** A domain belongs to the organization under a new registration id. */
public record MailDomainRegistered(
    String registrationId,
    String domainName,
    boolean testDomain,
    String ownershipStatus,
    String dkimStatus) {}
