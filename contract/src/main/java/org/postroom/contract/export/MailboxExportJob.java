package org.postroom.contract.export;

import java.time.Instant;

/** An export job in a listing. */
public record MailboxExportJob(
    String jobId,
    String entityId,
    String description,
    String s3BucketName,
    String s3Path,
    Integer estimatedProgress,
    MailboxExportJobState state,
    Instant startTime,
    Instant endTime) {}
