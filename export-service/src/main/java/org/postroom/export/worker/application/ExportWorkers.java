package org.postroom.export.worker.application;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.postroom.export.run.MailboxExports;
import org.postroom.kit.thread.DaemonThreads;

/**
 * A replica's workers: a bounded number of threads, each with one job. Several times a second it
 * renews the leases of the jobs it has, which also shows what was cancelled, and takes what is due
 * for the threads that are free. Nothing but the table remembers; what a replica that dies has left
 * behind is taken by another when the leases have run out.
 */
final class ExportWorkers implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ExportWorkers.class);
  private static final long TO_STOP_SECONDS = 8;
  private static final long TO_BEAT_SECONDS = 2;
  private static final long TO_REPORT_MILLIS = 250;

  private final LeaseHolder holder;
  private final MailboxExports exports;
  private final WorkerSettings settings;
  private final LongSupplier nanoTime = System::nanoTime;
  private final Map<Lease.Key, RunningExport> running = new ConcurrentHashMap<>();
  private final ExecutorService threads;
  private final ScheduledExecutorService beats;
  private final ScheduledExecutorService reports;

  ExportWorkers(LeaseHolder holder, MailboxExports exports, WorkerSettings settings) {
    this.holder = holder;
    this.exports = exports;
    this.settings = settings;
    this.threads = Executors.newCachedThreadPool(DaemonThreads.numbered("export"));
    this.beats =
        Executors.newSingleThreadScheduledExecutor(DaemonThreads.numbered("export-leases"));
    // Apart from the leases: it waits for a broker that is away.
    this.reports =
        Executors.newSingleThreadScheduledExecutor(DaemonThreads.numbered("export-reports"));
  }

  /** Begins to work. */
  void start() {
    if (settings.workers() > 0) {
      long beat = settings.beat().toMillis();
      beats.scheduleWithFixedDelay(this::beatSafely, 0, beat, TimeUnit.MILLISECONDS);
      reports.scheduleWithFixedDelay(
          this::reportSafely, TO_REPORT_MILLIS, TO_REPORT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** How many jobs it has. */
  int busy() {
    return running.size();
  }

  private void beatSafely() {
    try {
      beat();
    } catch (Throwable e) {
      // Whatever it was: what is thrown here would end the beats, and with them every lease.
      LOG.warnf("The leases of exports could not be looked after; cause=%s", e);
    }
  }

  /** Renews what it has and takes what it has room for. */
  void beat() {
    renew();
    int room = settings.workers() - running.size();
    if (room > 0) {
      take(room);
    }
  }

  private void renew() {
    List<Lease.Key> held = List.copyOf(running.keySet());
    if (held.isEmpty()) {
      return;
    }
    long asked = nanoTime.getAsLong();
    holder
        .renew(held)
        .forEach(
            (key, sign) -> {
              RunningExport export = running.get(key);
              if (export != null) {
                export.seen(sign, asked);
              }
            });
  }

  private void take(int room) {
    long asked = nanoTime.getAsLong();
    for (Lease lease : holder.take(room)) {
      RunningExport export = new RunningExport(lease, exports, holder, settings, nanoTime, asked);
      running.put(export.key(), export);
      begin(lease, export);
    }
  }

  private void begin(Lease lease, RunningExport export) {
    try {
      threads.execute(() -> run(export));
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "An export got no thread; jobId=%s", export.key().jobId());
      running.remove(export.key());
      holder.giveBack(lease, false, settings.pauseAfter(1));
    }
  }

  private void run(RunningExport export) {
    try {
      export.run();
    } catch (RuntimeException | Error e) {
      // Its lease runs out, which counts as a failure.
      LOG.errorf(e, "A worker died; jobId=%s", export.key().jobId());
      throw e;
    } finally {
      running.remove(export.key());
    }
  }

  private void reportSafely() {
    try {
      running.values().forEach(RunningExport::report);
    } catch (Throwable e) {
      LOG.warnf("Progress could not be reported; cause=%s", e);
    }
  }

  /** Takes nothing more, stops what runs and gives the leases back. */
  @Override
  public void close() {
    beats.shutdown();
    reports.shutdownNow();
    try {
      // What is being taken must be known before it is stopped.
      beats.awaitTermination(TO_BEAT_SECONDS, TimeUnit.SECONDS);
      running.values().forEach(RunningExport::shutDown);
      threads.shutdown();
      if (!threads.awaitTermination(TO_STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warnf("Exports did not stop in time, their leases will run out; jobs=%d", busy());
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
