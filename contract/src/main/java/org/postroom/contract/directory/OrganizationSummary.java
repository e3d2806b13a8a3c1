package org.postroom.contract.directory;

/** An organization in a listing. */
public record OrganizationSummary(
    String organizationId,
    String alias,
    String defaultMailDomain,
    String errorMessage,
    String state) {}
