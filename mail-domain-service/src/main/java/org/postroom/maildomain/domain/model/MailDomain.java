package org.postroom.maildomain.domain.model;

import org.postroom.contract.maildomain.DnsRecordVerificationStatus;
import org.postroom.contract.maildomain.event.DefaultMailDomainChanged;
import org.postroom.contract.maildomain.event.MailDomainDeregistered;
import org.postroom.contract.maildomain.event.MailDomainRegistered;
import org.postroom.contract.maildomain.event.MailDomainVerificationChanged;

/**
 * A registration of a mail domain by an organization. A domain that was deregistered and registered
 * again is another registration with another id.
 *
 * @param registrationId unique within the organization
 * @param name the domain
 * @param testDomain whether it is the organization's own domain under the installation's suffix,
 *     which needs no DNS records and is never deregistered by hand
 * @param ownership whether addresses may be given out in it
 * @param dkim whether mail from it can be signed
 * @param creationNumber its place in listings; grows within the organization
 */
public record MailDomain(
    String registrationId,
    DomainName name,
    boolean testDomain,
    DnsRecordVerificationStatus ownership,
    DnsRecordVerificationStatus dkim,
    long creationNumber) {

  /** A test domain, usable at once. */
  public static MailDomain test(String registrationId, DomainName name, long creationNumber) {
    return new MailDomain(
        registrationId,
        name,
        true,
        DnsRecordVerificationStatus.VERIFIED,
        DnsRecordVerificationStatus.VERIFIED,
        creationNumber);
  }

  /** A custom domain, whose DNS records nobody has looked for yet. */
  public static MailDomain custom(String registrationId, DomainName name, long creationNumber) {
    return new MailDomain(
        registrationId,
        name,
        false,
        DnsRecordVerificationStatus.PENDING,
        DnsRecordVerificationStatus.PENDING,
        creationNumber);
  }

  /** A custom domain that the operator vouches for: usable at once. */
  public static MailDomain vouchedFor(String registrationId, DomainName name, long creationNumber) {
    return custom(registrationId, name, creationNumber)
        .with(DnsRecordVerificationStatus.VERIFIED, DnsRecordVerificationStatus.VERIFIED);
  }

  /** A custom domain, verified at once if the operator vouches for it. */
  public static MailDomain custom(
      String registrationId, DomainName name, long creationNumber, VouchedDomains vouched) {
    return vouched.contain(name)
        ? vouchedFor(registrationId, name, creationNumber)
        : custom(registrationId, name, creationNumber);
  }

  /** This registration in other states. */
  public MailDomain with(DnsRecordVerificationStatus ownership, DnsRecordVerificationStatus dkim) {
    return new MailDomain(registrationId, name, testDomain, ownership, dkim, creationNumber);
  }

  /** Whether addresses may be given out in it, and whether it may be the default. */
  public boolean isVerified() {
    return ownership == DnsRecordVerificationStatus.VERIFIED;
  }

  /** Whether all of its records were found. */
  public boolean isFullyVerified() {
    return isVerified() && dkim == DnsRecordVerificationStatus.VERIFIED;
  }

  /** The event that tells of its registration. */
  public MailDomainRegistered registered() {
    return new MailDomainRegistered(
        registrationId, name.text(), testDomain, ownership.name(), dkim.name());
  }

  /** The event that tells of its states. */
  public MailDomainVerificationChanged verificationChanged() {
    return new MailDomainVerificationChanged(
        registrationId, name.text(), ownership.name(), dkim.name());
  }

  /** The event that tells that it is the default now. */
  public DefaultMailDomainChanged becameDefault() {
    return new DefaultMailDomainChanged(registrationId, name.text());
  }

  /** The event that tells of its end. */
  public MailDomainDeregistered deregistered() {
    return new MailDomainDeregistered(registrationId, name.text());
  }
}
