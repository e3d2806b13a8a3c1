package org.postroom.kit.process;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A process of an organization, run here or taken part in. */
@Embeddable
record ProcessKey(
    @Column(name = "organization_id") String organizationId,
    @Column(name = "process_id") String processId) {}
