package org.postroom.gateway.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.BoundedContext;

/**
 * Reads for those whose place is not kept in memory any more: a few threads, each with a consumer
 * of its own, serve the accounts in turn.
 */
final class CatchUp {
  private static final Logger LOG = Logger.getLogger(CatchUp.class);
  private static final long IDLE_MILLIS = 30_000;

  private final FeedTopics topics;
  private final int recordBound;
  private final Duration timeBound;
  private final FairQueue<Task> queue = new FairQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger busy = new AtomicInteger();
  private volatile boolean stopped;

  CatchUp(FeedTopics topics, int readers, int recordBound, Duration timeBound) {
    this.topics = topics;
    this.recordBound = recordBound;
    this.timeBound = timeBound;
    for (int i = 0; i < readers; i++) {
      String name = "catch-up-" + i;
      Thread thread = new Thread(() -> run(name), "feed-" + name);
      thread.setDaemon(true);
      threads.add(thread);
    }
  }

  private record Task(List<Slice> slices, CompletableFuture<List<Slice>> result) {}

  void start() {
    threads.forEach(Thread::start);
  }

  /** Readers at work at the moment. */
  int busy() {
    return busy.get();
  }

  /**
   * Fills the slices, away from the calling thread. Fails with an {@link OperationRejected} when
   * Kafka cannot be read; who does not want the result any more cancels it.
   */
  CompletableFuture<List<Slice>> fill(String account, List<Slice> slices) {
    Task task = new Task(slices, new CompletableFuture<>());
    queue.add(account, task);
    return task.result;
  }

  private void run(String name) {
    Consumer<String, byte[]> consumer = null;
    try {
      while (!stopped) {
        Task task = queue.next(IDLE_MILLIS);
        if (task == null) {
          close(consumer);
          consumer = null;
        } else if (!task.result.isDone()) {
          consumer = consumer == null ? topics.consumer(name) : consumer;
          if (!perform(task, consumer)) {
            close(consumer);
            consumer = null;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(consumer);
    }
  }

  /** Whether the consumer can be used again. */
  private boolean perform(Task task, Consumer<String, byte[]> consumer) {
    busy.incrementAndGet();
    try {
      Map<BoundedContext, String> ids = topics.ids().isEmpty() ? topics.refresh() : topics.ids();
      new Scan(consumer, recordBound, timeBound).fill(task.slices, ids);
      task.result.complete(task.slices);
      return true;
    } catch (KafkaException e) {
      LOG.warnf("Events cannot be read: reason=\"%s\"", e.getMessage());
      task.result.completeExceptionally(
          new OperationRejected(
              ErrorCode.SERVICE_UNAVAILABLE,
              "The events cannot be read at the moment; please try again."));
      return false;
    } catch (RuntimeException e) {
      task.result.completeExceptionally(e);
      return false;
    } finally {
      busy.decrementAndGet();
    }
  }

  private static void close(Consumer<String, byte[]> consumer) {
    if (consumer != null) {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  void stop() {
    stopped = true;
    queue.close();
    threads.forEach(Thread::interrupt);
  }
}
