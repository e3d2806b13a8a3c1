package org.postroom.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.postroom.audit.Samples.Counted;

/**
 * Records of calls that may come in floods, such as those without a right signature: of each source
 * the first has a record of its own, and the others of a window have one together, with their
 * count, for which nobody waits. Thread-safe.
 *
 * @param <S> what is written of a source's call
 */
public final class SampledRecords<S> {
  private final UnawaitedRecords records;
  private final Samples<S> samples;
  private final Summary<S> summary;

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
    this.records = new UnawaitedRecords(writer);
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
    records.writeAgain();
    for (Counted<S> each : counts) {
      records.write(summary.of(each.source(), each.last(), each.count()));
    }
  }
}
