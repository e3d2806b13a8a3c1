package org.postroom.contract.maildomain;

/** What the verifier knows of a DNS record. */
public enum DnsRecordVerificationStatus {
  PENDING,
  VERIFIED,
  FAILED
}
