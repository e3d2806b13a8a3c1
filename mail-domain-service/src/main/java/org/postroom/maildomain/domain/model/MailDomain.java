package org.postroom.maildomain.domain.model;

import org.postroom.contract.maildomain.DnsRecordVerificationStatus;
import org.postroom.contract.maildomain.event.MailDomainDeregistered;
import org.postroom.contract.maildomain.event.MailDomainRegistered;

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

  /** The event that tells of its registration. */
  public MailDomainRegistered registered() {
    return new MailDomainRegistered(
        registrationId, name.text(), testDomain, ownership.name(), dkim.name());
  }

  /** The event that tells of its end. */
  public MailDomainDeregistered deregistered() {
    return new MailDomainDeregistered(registrationId, name.text());
  }
}
