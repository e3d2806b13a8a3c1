package org.postroom.directory.user.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;

/** A user of an organization. */
@Embeddable
record UserKey(
    @Column(name = "organization_id") String organizationId,
    @Column(name = "user_id") String userId) {

  static UserKey of(OrganizationId organization, EntityId user) {
    return new UserKey(organization.value(), user.value());
  }
}
