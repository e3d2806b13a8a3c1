package org.postroom.contract.export;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code CancelMailboxExportJob}. Cancels a running export; a finished one stays as it is.
 */
public record CancelMailboxExportJobRequest(
    @NotNull @Size(min = 1, max = 128) @MemberPattern(regexp = Patterns.CLIENT_TOKEN)
        String clientToken,
    @NotNull @Size(min = 1, max = 63) @MemberPattern(regexp = Patterns.EXPORT_JOB_ID) String jobId,
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId) {}
