package org.postroom.contract.directory.event;

import java.time.Instant;

/** Every participant has confirmed; the organization is Active. */
public record OrganizationActivated(Instant completedDate) {}
