package org.postroom.contract.export.event;

/** A running export has got further. Progress never goes back, even if the work begins anew. */
public record MailboxExportJobProgressed(
    String jobId, int estimatedProgress, long bytes, long totalBytes) {}
