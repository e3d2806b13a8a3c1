package org.postroom.contract.directory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.operation.PagedRequest;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code ListGroupsForEntity}. Pages through the groups that have a user or group as
 * direct member.
 */
public record ListGroupsForEntityRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.ENTITY_IDENTIFIER)
        String entityId,
    @Valid ListGroupsForEntityFilters filters,
    @Size(min = 1, max = 1024) @MemberPattern(regexp = Patterns.NEXT_TOKEN) String nextToken,
    @Min(1) @Max(100) Integer maxResults)
    implements PagedRequest {}
