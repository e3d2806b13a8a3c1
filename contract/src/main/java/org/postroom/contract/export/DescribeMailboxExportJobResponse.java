package org.postroom.contract.export;

import java.time.Instant;

/** What {@code DescribeMailboxExportJob} answers; unset members are null. */
public record DescribeMailboxExportJobResponse(
    String entityId,
    String description,
    String roleArn,
    String kmsKeyArn,
    String s3BucketName,
    String s3Prefix,
    String s3Path,
    Integer estimatedProgress,
    MailboxExportJobState state,
    String errorInfo,
    Instant startTime,
    Instant endTime) {}
