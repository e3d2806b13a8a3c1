package org.postroom.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Sends what is on the disk, in order, until Kafka has acknowledged it: the writer's own spool, and
 * those of earlier starts, which are removed then, or set aside if damaged. After a restart a spool
 * is sent from its beginning.
 */
final class SpoolShipper implements Runnable {
  private static final Logger LOG = Logger.getLogger(SpoolShipper.class);
  private static final int PAGE = 200;
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Supplier<Producer<String, byte[]>> producers;
  private final SpoolDirectory directory;
  private final Spool own;
  private final int partitions;
  private final List<Spool> leftOver;
  private Producer<String, byte[]> producer;
  private ChainEntry shipped;
  private long shippedTo;
  private boolean stopped;

  SpoolShipper(
      Supplier<Producer<String, byte[]>> producers,
      SpoolDirectory directory,
      Spool own,
      List<Spool> leftOver,
      int partitions) {
    this.producers = producers;
    this.directory = directory;
    this.own = own;
    this.leftOver = new ArrayList<>(leftOver);
    this.partitions = partitions;
  }

  /** There is more in the writer's own spool. */
  synchronized void wake() {
    notifyAll();
  }

  /** Ends soon; what is not sent stays. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /**
   * Empties the writer's own spool when all of it was sent.
   *
   * @return the newest entry that was sent; null when there is more to send
   */
  synchronized ChainEntry emptied() {
    if (shipped == null || shippedTo < own.size()) {
      return null;
    }
    own.clear();
    shippedTo = 0;
    ChainEntry last = shipped;
    shipped = null;
    return last;
  }

  /** What waits in spools of earlier starts. */
  synchronized List<Spool> leftOver() {
    return List.copyOf(leftOver);
  }

  @Override
  public void run() {
    long pause = FIRST_PAUSE_MILLIS;
    try {
      while (awaitWork()) {
        try {
          work();
          pause = FIRST_PAUSE_MILLIS;
        } catch (KafkaException | IOException | TimeoutException | ExecutionException e) {
          LOG.warnf("The audit spool is not sent yet; cause=%s", e);
          closeProducer();
          pause(pause);
          pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeProducer();
    }
  }

  private synchronized boolean awaitWork() throws InterruptedException {
    while (!stopped && leftOver.isEmpty() && shippedTo >= own.size()) {
      closeProducer();
      wait();
    }
    return !stopped;
  }

  private void work()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    long from;
    synchronized (this) {
      from = shippedTo;
    }
    if (from < own.size()) {
      Spool.Page page = own.read(from, PAGE);
      send(page.entries());
      synchronized (this) {
        shippedTo = page.next();
        shipped = page.entries().get(page.entries().size() - 1);
      }
      return;
    }
    Spool earlier = leftOver().get(0);
    long at = 0;
    while (at < earlier.size()) {
      Spool.Page page = earlier.read(at, PAGE);
      send(page.entries());
      at = page.next();
    }
    if (earlier.last() != null) {
      LOG.infof(
          "Records of an earlier start were sent; writer=%s records=%d",
          earlier.last().writer(), earlier.records());
    }
    if (earlier.isDamaged()) {
      directory.setAside(earlier);
    } else {
      if (earlier.last() != null) {
        directory.remember(ChainHead.of(earlier.last()), true);
      }
      earlier.delete();
    }
    synchronized (this) {
      leftOver.remove(earlier);
    }
  }

  private void send(List<ChainEntry> entries)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (producer == null) {
      producer = producers.get();
    }
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (ChainEntry entry : entries) {
      int partition = AuditProducers.partitionOf(entry.writer(), partitions);
      sent.add(producer.send(AuditProducers.record(entry, partition)));
    }
    for (Future<RecordMetadata> each : sent) {
      acknowledged(each);
    }
  }

  private void acknowledged(Future<RecordMetadata> sent)
      throws InterruptedException, ExecutionException, TimeoutException {
    while (true) {
      try {
        sent.get(1, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException e) {
        synchronized (this) {
          if (stopped) {
            throw e;
          }
        }
      }
    }
  }

  private synchronized void pause(long millis) throws InterruptedException {
    if (!stopped) {
      wait(millis);
    }
  }

  private void closeProducer() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }
}
