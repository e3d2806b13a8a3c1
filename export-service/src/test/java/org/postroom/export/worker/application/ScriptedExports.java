package org.postroom.export.worker.application;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.postroom.export.run.ExportFailed;
import org.postroom.export.run.ExportOrder;
import org.postroom.export.run.ExportStopped;
import org.postroom.export.run.ExportSummary;
import org.postroom.export.run.ExportWatch;
import org.postroom.export.run.MailboxExports;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.database.Database;

/** Exports nothing, in the way a test says for each mailbox, and counts what is asked of it. */
final class ScriptedExports implements MailboxExports {
  /** What a run of a mailbox does. */
  interface Script {
    ExportSummary run(ExportWatch watch) throws ExportFailed, ExportStopped;
  }

  final List<ExportOrder> runs = new CopyOnWriteArrayList<>();
  final List<String> aborted = new CopyOnWriteArrayList<>();
  final List<String> discarded = new CopyOnWriteArrayList<>();
  final AtomicInteger together = new AtomicInteger();
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> active = new ConcurrentHashMap<>();

  /** A mailbox that is empty, or what it is when it has been exported. */
  static ExportSummary summary(long messages) {
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    return new ExportSummary(messages, 1_000 * messages, 3, 1, "ab".repeat(48), now, now);
  }

  /** A replica that works if it is started, and beats only when it is told to if it is not. */
  static ExportWorkers replica(
      ScriptedExports exports,
      int workers,
      Duration lease,
      Leases leases,
      Database database,
      InternalCommandSender sender) {
    WorkerSettings settings =
        new WorkerSettings(workers, lease, Duration.ofMillis(100), 5, Duration.ofMillis(50));
    String owner = UUID.randomUUID().toString();
    return new ExportWorkers(
        new LeaseHolder(owner, lease, leases, database, sender), exports, settings);
  }

  /** Every further run of the mailbox is like this. */
  void script(String entityId, Script script) {
    scripts.put(entityId, script);
  }

  /** Runs until it is let go or stopped. */
  static Script until(CountDownLatch letGo, long messages) {
    return watch -> {
      while (!isDown(letGo)) {
        if (watch.isStopped()) {
          throw new ExportStopped();
        }
      }
      return summary(messages);
    };
  }

  /** Runs until it is let go, whatever it is told: a process that hung, for example. */
  static Script deafUntil(CountDownLatch letGo, long messages) {
    return watch -> {
      while (!isDown(letGo)) {
        watch.progressed(0, 0);
      }
      return summary(messages);
    };
  }

  private static boolean isDown(CountDownLatch latch) {
    try {
      return latch.await(5, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** What a run of a job uploads, the first being 1. */
  static String upload(int run, String jobId) {
    return "upload-" + run + "-of-" + jobId;
  }

  int runsOf(String jobId) {
    return (int) runs.stream().filter(order -> order.jobId().equals(jobId)).count();
  }

  @Override
  public ExportSummary run(ExportOrder order, ExportWatch watch)
      throws ExportFailed, ExportStopped {
    AtomicInteger ofJob = active.computeIfAbsent(order.jobId(), id -> new AtomicInteger());
    together.accumulateAndGet(ofJob.incrementAndGet(), Math::max);
    runs.add(order);
    try {
      begin(upload(runsOf(order.jobId()), order.jobId()), watch);
      return scripts.getOrDefault(order.mailbox().entityId(), w -> summary(7)).run(watch);
    } finally {
      ofJob.decrementAndGet();
    }
  }

  private static void begin(String uploadId, ExportWatch watch) throws ExportFailed {
    try {
      watch.uploading(uploadId);
    } catch (ExportStopped e) {
      // The script looks at the watch itself, unless it plays one that does not.
    }
  }

  @Override
  public void abort(ExportOrder order, List<String> uploadIds) {
    aborted.addAll(uploadIds);
  }

  @Override
  public void discard(ExportOrder order, List<String> uploadIds) {
    aborted.addAll(uploadIds);
    discarded.add(order.jobId());
  }
}
