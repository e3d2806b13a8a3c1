package org.postroom.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link SpoolingAuditWriter} works.
 *
 * @param name what writes: {@code gateway/<instance>} or {@code <context>/<instance>}; each start
 *     of it is a writer of its own
 * @param spoolDirectory where records wait that Kafka does not take; of this process alone
 * @param partitions the partition count of the audit topic
 * @param bound how long Kafka has before a record goes to the spool
 * @param checkpointInterval how often a chain that grows says how far it has got
 * @param mostPending most records that wait in memory; more fail at once
 * @param mostSpooledBytes most bytes that wait on the disk; more fail
 */
public record AuditWriterSettings(
    String name,
    Path spoolDirectory,
    int partitions,
    Duration bound,
    Duration checkpointInterval,
    int mostPending,
    long mostSpooledBytes) {

  /**
   * The usual bounds: 500 ms, a checkpoint a minute, 10,000 records in memory, 1 GiB on disk.
   *
   * @param spoolDirectory as it is configured
   * @throws IllegalArgumentException when none is configured, which the message says to operators
   */
  public static AuditWriterSettings of(String name, Optional<Path> spoolDirectory, int partitions) {
    return new AuditWriterSettings(
        name,
        spoolDirectory.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "postroom.audit.spool-directory is not set; it is a directory of this process"
                        + " alone, kept over its restarts, in which audit records wait while"
                        + " Kafka does not take them")),
        partitions,
        Duration.ofMillis(500),
        Duration.ofMinutes(1),
        10_000,
        1L << 30);
  }

  /** The same with another bound for Kafka. */
  public AuditWriterSettings withBound(Duration other) {
    return new AuditWriterSettings(
        name, spoolDirectory, partitions, other, checkpointInterval, mostPending, mostSpooledBytes);
  }
}
