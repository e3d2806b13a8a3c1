package org.postroom.contract.export;

/** What {@code StartMailboxExportJob} answers; unset members are null. */
public record StartMailboxExportJobResponse(String jobId) {}
