package org.postroom.contract.maildomain.event;

/** The verifier found a registration's records, or missed them. */
public record MailDomainVerificationChanged(
    String registrationId, String domainName, String ownershipStatus, String dkimStatus) {}
