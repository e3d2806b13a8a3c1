package org.postroom.maildomain.domain.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What holds for all mail domains of an organization. */
@Entity
@Table(name = "mail_domain_settings")
class MailDomainSettingsRow {
  @Id
  @Column(name = "organization_id")
  String organizationId;

  @Column(name = "default_registration_id")
  String defaultRegistrationId;

  @Column(name = "last_creation_number")
  long lastCreationNumber;

  protected MailDomainSettingsRow() {}

  MailDomainSettingsRow(
      String organizationId, String defaultRegistrationId, long lastCreationNumber) {
    this.organizationId = organizationId;
    this.defaultRegistrationId = defaultRegistrationId;
    this.lastCreationNumber = lastCreationNumber;
  }
}
