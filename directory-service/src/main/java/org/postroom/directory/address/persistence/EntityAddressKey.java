package org.postroom.directory.address.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** An address in an organization. */
@Embeddable
record EntityAddressKey(
    @Column(name = "organization_id") String organizationId,
    @Column(name = "address_key") String addressKey) {}
