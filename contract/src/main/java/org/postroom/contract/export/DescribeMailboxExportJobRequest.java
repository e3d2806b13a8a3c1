package org.postroom.contract.export;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** Input of {@code DescribeMailboxExportJob}. Reads an export job. */
public record DescribeMailboxExportJobRequest(
    @NotNull @Size(min = 1, max = 63) @MemberPattern(regexp = Patterns.EXPORT_JOB_ID) String jobId,
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId) {}
