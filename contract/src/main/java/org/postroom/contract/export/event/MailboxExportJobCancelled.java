package org.postroom.contract.export.event;

import java.time.Instant;

/** An export is CANCELLED; what was written of it is removed. */
public record MailboxExportJobCancelled(String jobId, Instant endTime) {}
