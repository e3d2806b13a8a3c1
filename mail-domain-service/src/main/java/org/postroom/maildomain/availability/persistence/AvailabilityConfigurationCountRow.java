package org.postroom.maildomain.availability.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.postroom.maildomain.availability.model.DomainAvailability;

/** How many availability configurations an organization has. */
@Entity
@Table(name = "availability_configuration_count")
class AvailabilityConfigurationCountRow {
  @Id
  @Column(name = "organization_id")
  String organizationId;

  @Column(name = "configurations")
  int configurations;

  @Column(name = "last_creation_number")
  long lastCreationNumber;

  protected AvailabilityConfigurationCountRow() {}

  AvailabilityConfigurationCountRow(String organizationId) {
    this.organizationId = organizationId;
  }

  DomainAvailability.Count value() {
    return new DomainAvailability.Count(configurations, lastCreationNumber);
  }
}
