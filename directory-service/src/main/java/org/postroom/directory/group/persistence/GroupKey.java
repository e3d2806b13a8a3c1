package org.postroom.directory.group.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;

/** A group of an organization. */
@Embeddable
record GroupKey(
    @Column(name = "organization_id") String organizationId,
    @Column(name = "group_id") String groupId) {

  static GroupKey of(OrganizationId organization, EntityId group) {
    return new GroupKey(organization.value(), group.value());
  }
}
