package org.postroom.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;
import org.postroom.audit.Samples.Counted;

/**
 * Records of calls that may come in floods, such as those without a right signature: of each source
 * the first has a record of its own, and the others of a window have one together, with their
 * count. A count that can be written nowhere is written later, as nobody waits for it. Thread-safe.
 *
 * @param <S> what is written of a source's call
 */
public final class SampledRecords<S> {
  private static final Logger LOG = Logger.getLogger(SampledRecords.class);
  private static final int MOST_UNWRITTEN = 2_000;

  private final AuditWriter writer;
  private final Samples<S> samples;
  private final Summary<S> summary;
  private final Deque<AuditRecord> unwritten = new ArrayDeque<>();

  /** Makes the one record of several calls of a source. */
  @FunctionalInterface
  public interface Summary<S> {
    /**
     * Says how many they were; must not fail.
     *
     * @param last the last of them
     */
    AuditRecord of(String source, S last, long count);
  }

  /**
   * @param window how long a source's further calls are only counted
   * @param mostSources how many sources are told apart at once; further ones share one count
   */
  public SampledRecords(
      AuditWriter writer, Clock clock, Duration window, int mostSources, Summary<S> summary) {
    this.writer = writer;
    this.samples = new Samples<>(clock, window, mostSources);
    this.summary = summary;
  }

  /**
   * Notes a call.
   *
   * @return whether the caller must write a record of it; if not, it is counted
   */
  public boolean isFirst(String source, S call) {
    return samples.isFirst(source, call);
  }

  /** Writes the counts of windows that are over; to be called every few seconds. */
  public void writeDue() {
    write(samples.due());
  }

  /** Writes all counts, when no more calls come. */
  public void writeAll() {
    write(samples.all());
  }

  private void write(List<Counted<S>> counts) {
    List<AuditRecord> records;
    synchronized (unwritten) {
      records = new ArrayList<>(unwritten);
      unwritten.clear();
    }
    for (Counted<S> each : counts) {
      records.add(summary.of(each.source(), each.last(), each.count()));
    }
    for (AuditRecord record : records) {
      writer
          .write(record)
          .whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  keep(record);
                }
              });
    }
  }

  private void keep(AuditRecord record) {
    synchronized (unwritten) {
      if (unwritten.size() < MOST_UNWRITTEN) {
        unwritten.add(record);
        return;
      }
    }
    LOG.errorf(
        "Counts of calls are lost, they can be written nowhere: eventName=%s source=%s count=%s",
        record.eventName(), record.sourceIPAddress(), record.additionalEventData().path("count"));
  }
}
