package org.postroom.contract.directory.event;

/** CreateOrganization was accepted; the organization is Requested. */
public record OrganizationRequested(String alias, String account, String directoryId) {}
