package org.postroom.contract.directory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code ListOrganizations}. Pages through the organizations of the caller's account,
 * Deleted ones included.
 */
public record ListOrganizationsRequest(
    @Size(min = 1, max = 1024) @MemberPattern(regexp = Patterns.NEXT_TOKEN) String nextToken,
    @Min(1) @Max(100) Integer maxResults) {}
