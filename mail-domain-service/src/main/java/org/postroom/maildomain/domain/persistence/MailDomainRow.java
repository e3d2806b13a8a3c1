package org.postroom.maildomain.domain.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.postroom.contract.maildomain.DnsRecordVerificationStatus;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.MailDomain;

/** A registration of a mail domain. */
@Entity
@Table(name = "mail_domain")
@IdClass(MailDomainRow.Key.class)
class MailDomainRow {
  @Id
  @Column(name = "organization_id")
  String organizationId;

  @Id
  @Column(name = "registration_id")
  String registrationId;

  @Column(name = "domain_name")
  String domainName;

  @Column(name = "test_domain")
  boolean testDomain;

  @Enumerated(EnumType.STRING)
  @Column(name = "ownership_status")
  DnsRecordVerificationStatus ownershipStatus;

  @Enumerated(EnumType.STRING)
  @Column(name = "dkim_status")
  DnsRecordVerificationStatus dkimStatus;

  @Column(name = "creation_number")
  long creationNumber;

  @Column(name = "created_at")
  Instant createdAt;

  protected MailDomainRow() {}

  MailDomainRow(String organizationId, MailDomain domain, Instant createdAt) {
    this.organizationId = organizationId;
    this.registrationId = domain.registrationId();
    this.domainName = domain.name().text();
    this.testDomain = domain.testDomain();
    this.ownershipStatus = domain.ownership();
    this.dkimStatus = domain.dkim();
    this.creationNumber = domain.creationNumber();
    this.createdAt = createdAt;
  }

  MailDomain value() {
    return new MailDomain(
        registrationId,
        new DomainName(domainName),
        testDomain,
        ownershipStatus,
        dkimStatus,
        creationNumber);
  }

  record Key(String organizationId, String registrationId) {}
}
