package org.postroom.contract.export.event;

import java.time.Instant;

/** An export is COMPLETED; {@code sha384} is the archive's, in lower-case hexadecimal. */
public record MailboxExportJobCompleted(
    String jobId,
    long totalMessages,
    long totalBytes,
    long totalFolders,
    long totalNonExportableItems,
    String sha384,
    Instant endTime) {}
