package org.postroom.system;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** Clients at work, each in a thread of its own, until they are told to stop. */
public final class Clients implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Duration patience;
  private final Consumer<String> complaints;
  private volatile boolean stopping;

  /**
   * @param patience how long a client may take to end its call when all are to stop
   * @param complaints is told when one takes longer
   */
  public Clients(Duration patience, Consumer<String> complaints) {
    this.patience = patience;
    this.complaints = complaints;
  }

  /** Retries every half second, as long as a part may take to come back. */
  public static RetryStrategy patience() {
    BackoffStrategy halfASecond = BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(500));
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(200)
        .backoffStrategy(halfASecond)
        .throttlingBackoffStrategy(halfASecond)
        .circuitBreakerEnabled(false)
        .build();
  }

  /** Sets a client to work, which goes on until {@link #isStopping}. */
  public void start(Runnable client) {
    threads.submit(client);
  }

  /** Whether clients are to begin nothing more. */
  public boolean isStopping() {
    return stopping;
  }

  /** Lets every client end its call. */
  @Override
  public void close() {
    stopping = true;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        complaints.accept("a client has waited for an answer for minutes");
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
