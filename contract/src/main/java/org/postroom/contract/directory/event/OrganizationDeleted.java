package org.postroom.contract.directory.event;

/** Every participant has dropped its state; alias and quota are free. */
public record OrganizationDeleted() {}
