package org.postroom.directory.resource.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;

/** A resource of an organization. */
@Embeddable
record ResourceKey(
    @Column(name = "organization_id") String organizationId,
    @Column(name = "resource_id") String resourceId) {

  static ResourceKey of(OrganizationId organization, EntityId resource) {
    return new ResourceKey(organization.value(), resource.value());
  }
}
