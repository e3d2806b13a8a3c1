package org.postroom.local.cli;

import java.time.Instant;

/**
 * A mailbox export job as the export service tells of it.
 *
 * @param bytesTotal 0 while it is not known yet
 * @param attempt how often it was begun; 0 while it waits for its turn
 */
record RunningExport(
    String organizationId,
    String jobId,
    String entityId,
    String email,
    long bytesDone,
    long bytesTotal,
    Instant startedAt,
    int attempt) {}
