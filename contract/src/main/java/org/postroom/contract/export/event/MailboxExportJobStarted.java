package org.postroom.contract.export.event;

import java.time.Instant;

/** The export of a mailbox is RUNNING. The archive will be at {@code s3Path} in the bucket. */
public record MailboxExportJobStarted(
    String jobId,
    String entityId,
    String description,
    String roleArn,
    String kmsKeyArn,
    String s3BucketName,
    String s3Prefix,
    String s3Path,
    Instant startTime) {}
