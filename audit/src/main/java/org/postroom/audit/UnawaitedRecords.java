package org.postroom.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Writes records for which no answer waits. One that can be written nowhere is kept and written
 * later. Thread-safe, and bounded: beyond that a record is lost, which the log says as an error.
 */
public final class UnawaitedRecords {
  private static final Logger LOG = Logger.getLogger(UnawaitedRecords.class);
  private static final int MOST_UNWRITTEN = 2_000;

  private final AuditWriter writer;
  private final Deque<AuditRecord> unwritten = new ArrayDeque<>();

  /** Those that this writer takes. */
  public UnawaitedRecords(AuditWriter writer) {
    this.writer = writer;
  }

  /** Writes a record, now or later; does not block. */
  public void write(AuditRecord record) {
    writer
        .write(record)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                keep(record);
              }
            });
  }

  /** Tries those again that could not be written; to be called every few seconds. */
  public void writeAgain() {
    List<AuditRecord> again;
    synchronized (unwritten) {
      again = new ArrayList<>(unwritten);
      unwritten.clear();
    }
    again.forEach(this::write);
  }

  private void keep(AuditRecord record) {
    synchronized (unwritten) {
      if (unwritten.size() < MOST_UNWRITTEN) {
        unwritten.add(record);
        return;
      }
    }
    LOG.errorf(
        "An audit record is lost, it can be written nowhere: eventName=%s source=%s additional=%s",
        record.eventName(), record.sourceIPAddress(), record.additionalEventData());
  }
}
