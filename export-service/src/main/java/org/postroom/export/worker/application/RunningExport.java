package org.postroom.export.worker.application;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.postroom.export.job.application.RecordCompletion;
import org.postroom.export.job.application.RecordFailure;
import org.postroom.export.job.application.RecordProgress;
import org.postroom.export.job.model.ExportJob;
import org.postroom.export.job.model.Progress;
import org.postroom.export.job.model.Totals;
import org.postroom.export.run.ExportFailed;
import org.postroom.export.run.ExportOrder;
import org.postroom.export.run.ExportStopped;
import org.postroom.export.run.ExportSummary;
import org.postroom.export.run.ExportWatch;
import org.postroom.export.run.MailboxExports;
import org.postroom.kit.command.InternalCommand;

/**
 * One lease on a thread of its own: the run, and what is done about its end. It stops by itself
 * when the lease has not been renewed for as long as it is good, so that no two work on a job.
 */
final class RunningExport implements ExportWatch, Runnable {
  private static final Logger LOG = Logger.getLogger(RunningExport.class);

  /** How long to wait for a report's decision before it is sent again. */
  private static final Duration TO_DECIDE = Duration.ofSeconds(2);

  /** After so many failures to remove something it is left where it is. */
  private static final int REMOVALS = 50;

  private static final ExportFailed GONE =
      ExportFailed.forNow(
          "The mailbox has gone: its user or resource was deleted or deregistered after the job was"
              + " started.",
          null);

  /** Why there is nothing more to do here. */
  enum End {
    CANCELLED,
    GONE,
    LOST,
    SHUTDOWN
  }

  private final Lease lease;
  private final ExportOrder order;
  private final MailboxExports exports;
  private final LeaseHolder holder;
  private final WorkerSettings settings;
  private final LongSupplier nanoTime;
  private final CompletableFuture<End> end = new CompletableFuture<>();

  private volatile List<String> uploads;
  private volatile long goodUntil;
  private volatile Moved moved = new Moved(0, 0);
  private int reports;
  private int reportedPercent;
  private long nextReport;

  private record Moved(long bytes, long totalBytes) {}

  /**
   * @param takenAt the nano time before the lease was taken
   */
  RunningExport(
      Lease lease,
      MailboxExports exports,
      LeaseHolder holder,
      WorkerSettings settings,
      LongSupplier nanoTime,
      long takenAt) {
    this.lease = lease;
    this.order = lease.order();
    this.exports = exports;
    this.uploads = lease.uploadIds();
    this.holder = holder;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.goodUntil = takenAt + settings.goodFor().toNanos();
    // A report too soon after another attempt's last would not be taken down.
    this.nextReport = takenAt + ExportJob.BETWEEN_REPORTS.toNanos();
  }

  Lease.Key key() {
    return lease.key();
  }

  /** What the last look at the lease has shown; {@code asked} is the nano time before it. */
  void seen(Leases.Sign sign, long asked) {
    switch (sign) {
      case RENEWED -> goodUntil = asked + settings.goodFor().toNanos();
      case CANCELLED -> end.complete(End.CANCELLED);
      case GONE -> end.complete(End.GONE);
      case LOST -> end.complete(End.LOST);
      case HELD -> {}
    }
  }

  /** The process ends. */
  void shutDown() {
    end.complete(End.SHUTDOWN);
  }

  @Override
  public void progressed(long bytesDone, long bytesTotal) {
    moved = new Moved(bytesDone, bytesTotal);
  }

  @Override
  public boolean isStopped() {
    return end.isDone() || nanoTime.getAsLong() - goodUntil >= 0;
  }

  @Override
  public void uploading(String uploadId) throws ExportFailed, ExportStopped {
    if (isStopped() || !isKept(uploadId)) {
      throw new ExportStopped();
    }
    // What was before it was aborted before the run began.
    uploads = List.of(uploadId);
  }

  private boolean isKept(String uploadId) throws ExportFailed {
    try {
      boolean kept = holder.uploading(lease, uploadId);
      if (!kept) {
        end.complete(End.LOST);
      }
      return kept;
    } catch (RuntimeException e) {
      throw ExportFailed.forNow("The export service's database did not take the upload's id", e);
    }
  }

  /** Reports progress if there is any since the last report and that is a second ago. */
  void report() {
    Moved now = moved;
    int percent = Progress.percent(now.bytes(), now.totalBytes());
    if (percent > reportedPercent && nanoTime.getAsLong() - nextReport >= 0 && !isStopped()) {
      reportedPercent = percent;
      nextReport = nanoTime.getAsLong() + ExportJob.BETWEEN_REPORTS.toNanos();
      reports++;
      send(
          new RecordProgress(order.jobId(), lease.attempt(), reports, now.bytes(), now.totalBytes())
              .command(order.organizationId()));
    }
  }

  @Override
  public void run() {
    if (lease.cancelled()) {
      remove();
    } else if (lease.failures() >= settings.attempts()) {
      conclude(
          "The export was interrupted "
              + lease.failures()
              + " times and was given up. Look for the job in the export service's log.");
    } else if (lease.hasMailbox()) {
      export();
    } else {
      // Seen again a few times: a view that is being told anew is empty for a moment.
      failed(GONE, GONE.getMessage(), GONE.isWorthRetrying());
    }
  }

  private void export() {
    try {
      if (lease.attempt() > 1) {
        exports.abort(order, uploads);
      }
      ExportSummary summary = exports.run(order, this);
      LOG.infof(
          "A mailbox was exported; organizationId=%s jobId=%s attempt=%d messages=%d bytes=%d",
          order.organizationId(),
          order.jobId(),
          lease.attempt(),
          summary.messages(),
          summary.bytes());
      conclude(completion(summary).command(order.organizationId()));
    } catch (ExportStopped e) {
      stopped();
    } catch (ExportFailed e) {
      failed(e, e.getMessage(), e.isWorthRetrying());
    } catch (RuntimeException e) {
      failed(
          e, "The export failed unexpectedly. Look for the job in the export service's log.", true);
    }
  }

  private RecordCompletion completion(ExportSummary summary) {
    return new RecordCompletion(
        order.jobId(),
        lease.attempt(),
        new Totals(
            summary.messages(),
            summary.bytes(),
            summary.folders(),
            summary.leftOut(),
            summary.sha384()));
  }

  private void failed(Exception failure, String reason, boolean isWorthRetrying) {
    int failures = lease.failures() + 1;
    boolean again = isWorthRetrying && failures < settings.attempts();
    // What was expected needs no stack trace.
    LOG.warnf(
        failure instanceof ExportFailed ? null : failure,
        "An export failed; organizationId=%s jobId=%s attempt=%d again=%s reason=%s",
        order.organizationId(),
        order.jobId(),
        lease.attempt(),
        again,
        reason);
    if (isStopped()) {
      stopped();
    } else if (again) {
      holder.giveBack(lease, true, settings.pauseAfter(failures));
    } else {
      conclude(reason);
    }
  }

  private void stopped() {
    End why = end.getNow(null);
    LOG.infof(
        "An export was stopped; organizationId=%s jobId=%s attempt=%d why=%s",
        order.organizationId(),
        order.jobId(),
        lease.attempt(),
        why == null ? "the lease was not renewed in time" : why);
    if (why == End.CANCELLED) {
      remove();
    } else {
      // Has no effect when it is another's.
      holder.giveBack(lease, false, Duration.ZERO);
    }
  }

  private void conclude(String failure) {
    conclude(
        new RecordFailure(order.jobId(), lease.attempt(), failure).command(order.organizationId()));
  }

  /** Reports the end until it is decided; the lease is kept, so that nobody begins again. */
  private void conclude(InternalCommand<?> report) {
    End why = null;
    while (why == null) {
      send(report);
      why = awaitEnd();
    }
    if (why == End.CANCELLED) {
      remove();
    }
  }

  /** Null when there is none yet. */
  private End awaitEnd() {
    try {
      return end.get(TO_DECIDE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return End.SHUTDOWN;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Removes what was written for a job that was cancelled or failed; if that fails, it is tried
   * again later. Where no upload was begun there is nothing.
   */
  private void remove() {
    try {
      if (!uploads.isEmpty()) {
        exports.discard(order, uploads);
      }
      holder.removed(lease);
    } catch (ExportFailed | RuntimeException e) {
      if (lease.failures() >= REMOVALS) {
        LOG.errorf(
            e,
            "What was exported cannot be removed and stays; organizationId=%s jobId=%s key=%s",
            order.organizationId(),
            order.jobId(),
            order.target().zipKey(order.jobId()));
        holder.removed(lease);
      } else {
        LOG.warnf(
            "What was exported cannot be removed yet; organizationId=%s jobId=%s cause=%s",
            order.organizationId(), order.jobId(), e.getMessage());
        holder.giveBack(lease, true, settings.pauseAfter(lease.failures() + 1));
      }
    }
  }

  private void send(InternalCommand<?> report) {
    holder.send(List.of(report));
  }
}
