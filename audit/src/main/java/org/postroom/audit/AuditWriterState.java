package org.postroom.audit;

import java.time.Duration;

/**
 * How a writer is doing.
 *
 * @param written records that were acknowledged or are on the disk, since the start
 * @param failed records that could not be written, since the start
 * @param spooledRecords what waits on the disk to be sent
 * @param spooledBytes the same in bytes
 * @param spoolAge for how long something has been waiting; zero when nothing does
 */
public record AuditWriterState(
    long written, long failed, long spooledRecords, long spooledBytes, Duration spoolAge) {}
