package org.postroom.kit.process;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** One context that takes part in a process. */
@Embeddable
record ParticipantKey(
    @Column(name = "organization_id") String organizationId,
    @Column(name = "process_id") String processId,
    @Column(name = "participant") String participant) {}
