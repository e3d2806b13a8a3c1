package org.postroom.directory.entity.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A deleted entity of an organization. */
@Embeddable
record TombstoneKey(
    @Column(name = "organization_id") String organizationId,
    @Column(name = "entity_id") String entityId) {}
