package org.postroom.audit;

import java.util.concurrent.CompletionStage;

/** Writes the records of calls that have no effect of their own, before they are answered. */
@FunctionalInterface
public interface AuditWriter {
  /**
   * Writes a record; does not block.
   *
   * @return completes when the record cannot be lost any more: Kafka has acknowledged it, or it is
   *     on the disk and will be sent. It fails when neither can be had within the bound; then the
   *     call must be answered with ServiceUnavailable. It may complete on any thread, which must
   *     not be blocked
   */
  CompletionStage<Void> write(AuditRecord record);
}
