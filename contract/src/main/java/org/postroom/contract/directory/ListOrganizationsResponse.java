package org.postroom.contract.directory;

import java.util.List;

/** What {@code ListOrganizations} answers; unset members are null. */
public record ListOrganizationsResponse(
    List<OrganizationSummary> organizationSummaries, String nextToken) {}
