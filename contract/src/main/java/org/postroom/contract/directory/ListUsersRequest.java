package org.postroom.contract.directory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.operation.PagedRequest;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** Input of {@code ListUsers}. Pages through the users of an organization by at most one filter. */
public record ListUsersRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @Size(min = 1, max = 1024) @MemberPattern(regexp = Patterns.NEXT_TOKEN) String nextToken,
    @Min(1) @Max(100) Integer maxResults,
    @Valid ListUsersFilters filters)
    implements PagedRequest {}
