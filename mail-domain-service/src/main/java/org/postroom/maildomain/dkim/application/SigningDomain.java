package org.postroom.maildomain.dkim.application;

import org.postroom.contract.maildomain.DnsRecordVerificationStatus;
import org.postroom.maildomain.dkim.model.SigningKey;

/** A domain, and the key that signs its mail. */
public record SigningDomain(
    String organizationId,
    String registrationId,
    DnsRecordVerificationStatus ownership,
    DnsRecordVerificationStatus dkim,
    SigningKey key) {

  /** Whether its owner has shown that it is his. */
  public boolean isVerified() {
    return ownership == DnsRecordVerificationStatus.VERIFIED
        || dkim == DnsRecordVerificationStatus.VERIFIED;
  }
}
