package org.postroom.contract.directory;

/** What {@code DeleteOrganization} answers; unset members are null. */
public record DeleteOrganizationResponse(String organizationId, String state) {}
