package org.postroom.directory.entity.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A name in an organization. */
@Embeddable
record EntityNameKey(
    @Column(name = "organization_id") String organizationId,
    @Column(name = "name_key") String nameKey) {}
