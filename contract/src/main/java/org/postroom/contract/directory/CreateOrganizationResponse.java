package org.postroom.contract.directory;

/** What {@code CreateOrganization} answers; unset members are null. */
public record CreateOrganizationResponse(String organizationId) {}
