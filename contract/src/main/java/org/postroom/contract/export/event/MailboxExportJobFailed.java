package org.postroom.contract.export.event;

import java.time.Instant;

/** An export has FAILED; {@code errorInfo} says what an administrator can do. */
public record MailboxExportJobFailed(String jobId, String errorInfo, Instant endTime) {}
