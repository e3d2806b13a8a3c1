package org.postroom.maildomain.availability.probe;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.kit.thread.DaemonThreads;
import org.postroom.maildomain.MailDomainConfig;

/** The threads for what blocks in a test: name look-ups and calls of functions. None waits. */
@Singleton
class ProbePool {
  private static final long KEPT_SECONDS = 30;

  private final ThreadPoolExecutor threads;

  ProbePool(MailDomainConfig config) {
    threads =
        new ThreadPoolExecutor(
            0,
            config.availability().testsAtOnce(),
            KEPT_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            DaemonThreads.numbered("availability-test"));
  }

  /**
   * Runs work on one of the threads; fails with ThrottlingException when all are busy, as they may
   * be with look-ups that nobody waits for any more.
   */
  <T> Uni<T> run(Callable<T> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              try {
                threads.execute(
                    () -> {
                      try {
                        emitter.complete(work.call());
                      } catch (Exception e) {
                        emitter.fail(e);
                      }
                    });
              } catch (RejectedExecutionException e) {
                emitter.fail(new OperationRejected(ErrorCode.THROTTLING, "Rate exceeded"));
              }
            });
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
