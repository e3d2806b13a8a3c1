package org.postroom.contract.maildomain;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.operation.PagedRequest;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code ListAvailabilityConfigurations}. Pages through the configurations of an
 * organization, passwords left out.
 */
public record ListAvailabilityConfigurationsRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @Min(1) @Max(100) Integer maxResults,
    @Size(min = 1, max = 1024) @MemberPattern(regexp = Patterns.NEXT_TOKEN) String nextToken)
    implements PagedRequest {}
