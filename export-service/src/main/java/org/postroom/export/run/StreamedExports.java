package org.postroom.export.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.postroom.export.ExportConfig;
import org.postroom.export.ExportConfig.Compression;

/**
 * Exports mailboxes as streams. The copying has a thread of its own, so that the caller's can look
 * at the watch however long mail server or store keep silent.
 */
@Singleton
public final class StreamedExports implements MailboxExports {
  private static final Logger LOG = Logger.getLogger(StreamedExports.class);
  private static final long LOOK_MILLIS = 100;

  /** How long removing what was written is waited for; it goes on in the background. */
  private static final long REMOVAL_MILLIS = 700;

  private final MailboxSource source;
  private final ObjectStore store;
  private final Compression compression;
  private final Clock clock;

  @Inject
  StreamedExports(MailboxSource source, ObjectStore store, ExportConfig config, Clock clock) {
    this(source, store, config.compression(), clock);
  }

  public StreamedExports(
      MailboxSource source, ObjectStore store, Compression compression, Clock clock) {
    this.source = source;
    this.store = store;
    this.compression = compression;
    this.clock = clock;
  }

  @Override
  public ExportSummary run(ExportOrder order, ExportWatch watch)
      throws ExportFailed, ExportStopped {
    ExportRun run = new ExportRun(source, store, compression, order, watch, clock);
    CompletableFuture<ExportSummary> result = new CompletableFuture<>();
    Thread copying =
        new Thread(
            () -> {
              try {
                result.complete(run.copy());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "export-" + order.jobId());
    copying.setDaemon(true);
    copying.start();
    try {
      while (!watch.isStopped()) {
        try {
          ExportSummary summary = result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
          run.report();
          return summary;
        } catch (TimeoutException e) {
          run.report();
        }
      }
      return stop(order, run, result);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return stop(order, run, result);
    } catch (ExecutionException e) {
      if (watch.isStopped()) {
        throw new ExportStopped();
      }
      throw failure(order, e.getCause());
    }
  }

  /**
   * Ends the copying. What had just been completed is not removed here: a caller who was stopped
   * because the job is another's by now would remove what the other has written.
   */
  private static ExportSummary stop(
      ExportOrder order, ExportRun run, CompletableFuture<ExportSummary> result)
      throws ExportStopped {
    run.stop();
    try {
      return result.get(REMOVAL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf("An export was stopped: jobId=%s reason=%s", order.jobId(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ExportStopped();
  }

  private static ExportFailed failure(ExportOrder order, Throwable cause) {
    if (cause instanceof ExportBroken broken) {
      return broken.failure();
    }
    LOG.errorf(
        cause,
        "An export failed unexpectedly: organizationId=%s jobId=%s",
        order.organizationId(),
        order.jobId());
    return ExportFailed.forNow(
        "The export failed inside the export service ("
            + cause.getClass().getSimpleName()
            + "); its log says more",
        cause);
  }

  @Override
  public void abort(ExportOrder order, List<String> uploadIds) throws ExportFailed {
    store.abort(order, uploadIds);
  }

  @Override
  public void discard(ExportOrder order, List<String> uploadIds) throws ExportFailed {
    store.discard(order, uploadIds);
  }
}
