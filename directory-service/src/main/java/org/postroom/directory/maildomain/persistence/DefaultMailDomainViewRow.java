package org.postroom.directory.maildomain.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An organization's default mail domain, as its owner's events tell it. */
@Entity(name = "DefaultMailDomainView")
@Table(name = "default_mail_domain_view")
class DefaultMailDomainViewRow {
  @Id
  @Column(name = "organization_id")
  String organizationId;

  @Column(name = "registration_id")
  String registrationId;

  @Column(name = "domain_name")
  String domainName;
}
