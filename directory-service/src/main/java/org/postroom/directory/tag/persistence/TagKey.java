package org.postroom.directory.tag.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A tag of an organization. */
@Embeddable
record TagKey(
    @Column(name = "organization_id") String organizationId,
    @Column(name = "tag_key") String tagKey) {}
