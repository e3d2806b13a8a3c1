package org.postroom.contract.maildomain;

import java.util.List;

/** What {@code GetMailDomain} answers; unset members are null. */
public record GetMailDomainResponse(
    List<DnsRecord> records,
    boolean isTestDomain,
    boolean isDefault,
    DnsRecordVerificationStatus ownershipVerificationStatus,
    DnsRecordVerificationStatus dkimVerificationStatus) {}
