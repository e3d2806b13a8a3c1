package org.postroom.contract.directory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.operation.PagedRequest;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code ListAliases}. Pages through the aliases of an entity, the primary address
 * excluded.
 */
public record ListAliasesRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 12, max = 256) String entityId,
    @Size(min = 1, max = 1024) @MemberPattern(regexp = Patterns.NEXT_TOKEN) String nextToken,
    @Min(1) @Max(100) Integer maxResults)
    implements PagedRequest {}
