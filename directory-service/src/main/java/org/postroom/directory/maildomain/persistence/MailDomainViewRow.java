package org.postroom.directory.maildomain.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A registration of a mail domain, as its owner's events tell it. */
@Entity(name = "MailDomainView")
@Table(name = "mail_domain_view")
class MailDomainViewRow {
  @EmbeddedId MailDomainViewKey key;

  @Column(name = "registration_id")
  String registrationId;

  @Column(name = "test_domain")
  boolean testDomain;

  @Column(name = "ownership_status")
  String ownershipStatus;
}
