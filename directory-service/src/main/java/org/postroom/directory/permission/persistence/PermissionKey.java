package org.postroom.directory.permission.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;

/** A grantee of a mailbox. */
@Embeddable
record PermissionKey(
    @Column(name = "organization_id") String organizationId,
    @Column(name = "entity_id") String entityId,
    @Column(name = "grantee_id") String granteeId) {

  static PermissionKey of(OrganizationId organization, EntityId owner, EntityId grantee) {
    return new PermissionKey(organization.value(), owner.value(), grantee.value());
  }
}
