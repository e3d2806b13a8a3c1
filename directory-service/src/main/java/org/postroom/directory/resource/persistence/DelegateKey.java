package org.postroom.directory.resource.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;

/** A delegate of a resource. */
@Embeddable
record DelegateKey(
    @Column(name = "organization_id") String organizationId,
    @Column(name = "resource_id") String resourceId,
    @Column(name = "delegate_id") String delegateId) {

  static DelegateKey of(OrganizationId organization, EntityId resource, EntityId delegate) {
    return new DelegateKey(organization.value(), resource.value(), delegate.value());
  }
}
