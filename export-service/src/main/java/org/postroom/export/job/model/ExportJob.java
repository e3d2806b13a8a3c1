package org.postroom.export.job.model;

import static org.postroom.contract.export.MailboxExportJobState.CANCELLED;
import static org.postroom.contract.export.MailboxExportJobState.COMPLETED;
import static org.postroom.contract.export.MailboxExportJobState.FAILED;
import static org.postroom.contract.export.MailboxExportJobState.RUNNING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postroom.contract.export.MailboxExportJobState;
import org.postroom.contract.export.event.MailboxExportJobCancelled;
import org.postroom.contract.export.event.MailboxExportJobCompleted;
import org.postroom.contract.export.event.MailboxExportJobFailed;
import org.postroom.contract.export.event.MailboxExportJobProgressed;
import org.postroom.contract.export.event.MailboxExportJobStarted;

/**
 * The export of a mailbox. It begins RUNNING and ends once, in one of three ways; what is asked of
 * one that has ended changes nothing.
 *
 * @param id the job's id
 * @param entityId whose mailbox
 * @param description as it was given; null when it was not
 * @param destination where the archive goes
 * @param state where it is
 * @param progress how far it has got
 * @param totals what it came to; null unless COMPLETED
 * @param errorInfo what went wrong; null unless FAILED
 * @param startTime when it began
 * @param endTime when it ended; null while RUNNING
 */
public record ExportJob(
    String id,
    String entityId,
    String description,
    Destination destination,
    MailboxExportJobState state,
    Progress progress,
    Totals totals,
    String errorInfo,
    Instant startTime,
    Instant endTime) {

  /** Progress is told at most this often. */
  public static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);

  private static final int ALL = 100;
  private static final int LONGEST_ERROR = 1024;

  /** A job that begins. */
  public static ExportJob start(
      String id, String entityId, String description, Destination destination, Instant now) {
    return new ExportJob(
        id, entityId, description, destination, RUNNING, Progress.NONE, null, null, now, null);
  }

  /** Whether it has not ended. */
  public boolean isRunning() {
    return state == RUNNING;
  }

  /** What callers see of how far it is, in per cent. */
  public int estimatedProgress() {
    return state == COMPLETED ? ALL : progress.percent();
  }

  /**
   * A run has got further. Nothing changes when it has not got beyond the last whole per cent that
   * was told, which another run may have reached, or when that is less than a second ago.
   */
  public Optional<Transition> progressed(long bytes, long totalBytes, Instant now) {
    Progress next = Progress.of(bytes, totalBytes, now);
    boolean isSoon = progress.at() != null && now.isBefore(progress.at().plus(BETWEEN_REPORTS));
    return !isRunning() || isSoon || next.percent() <= progress.percent()
        ? Optional.empty()
        : Optional.of(moved(RUNNING, next, null, null, null).with(progressEvent(next)));
  }

  /** All is written. */
  public Optional<Transition> completed(Totals result, Instant now) {
    return ended(moved(COMPLETED, progress, result, null, now), completedEvent(result, endAt(now)));
  }

  /** It cannot be done; the reason is cut to what callers may be told. */
  public Optional<Transition> failed(String reason, Instant now) {
    String told = reason.length() <= LONGEST_ERROR ? reason : reason.substring(0, LONGEST_ERROR);
    return ended(moved(FAILED, progress, null, told, now), failedEvent(told, endAt(now)));
  }

  /** Nobody wants it any more. */
  public Optional<Transition> cancelled(Instant now) {
    return ended(moved(CANCELLED, progress, null, null, now), cancelledEvent(endAt(now)));
  }

  /** What tells of its beginning. */
  public MailboxExportJobStarted started() {
    return new MailboxExportJobStarted(
        id,
        entityId,
        description,
        destination.roleArn(),
        destination.kmsKeyArn(),
        destination.bucket(),
        destination.prefix(),
        destination.path(),
        startTime);
  }

  /** Everything that has happened to it, as far as it still matters. */
  public List<Record> retold() {
    List<Record> events = new ArrayList<>();
    events.add(started());
    if (progress.percent() > 0) {
      events.add(progressEvent(progress));
    }
    switch (state) {
      case COMPLETED -> events.add(completedEvent(totals, endTime));
      case FAILED -> events.add(failedEvent(errorInfo, endTime));
      case CANCELLED -> events.add(cancelledEvent(endTime));
      case RUNNING -> {}
    }
    return events;
  }

  private Optional<Transition> ended(ExportJob after, Record event) {
    return isRunning() ? Optional.of(after.with(event)) : Optional.empty();
  }

  private Transition with(Record event) {
    return new Transition(this, event);
  }

  private ExportJob moved(
      MailboxExportJobState to, Progress reached, Totals result, String error, Instant now) {
    return new ExportJob(
        id,
        entityId,
        description,
        destination,
        to,
        reached,
        result,
        error,
        startTime,
        now == null ? null : endAt(now));
  }

  /** Clocks of two machines differ; a job never ends before it began. */
  private Instant endAt(Instant now) {
    return now.isBefore(startTime) ? startTime : now;
  }

  private MailboxExportJobProgressed progressEvent(Progress reached) {
    return new MailboxExportJobProgressed(
        id, reached.percent(), reached.bytes(), reached.totalBytes());
  }

  private MailboxExportJobCompleted completedEvent(Totals result, Instant at) {
    return new MailboxExportJobCompleted(
        id,
        result.messages(),
        result.bytes(),
        result.folders(),
        result.leftOut(),
        result.sha384(),
        at);
  }

  private MailboxExportJobFailed failedEvent(String error, Instant at) {
    return new MailboxExportJobFailed(id, error, at);
  }

  private MailboxExportJobCancelled cancelledEvent(Instant at) {
    return new MailboxExportJobCancelled(id, at);
  }
}
