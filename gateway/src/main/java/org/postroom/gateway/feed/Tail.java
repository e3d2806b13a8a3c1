package org.postroom.gateway.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.postroom.contract.operation.BoundedContext;

/**
 * Reads on at the ends of the partitions that somebody follows, once for all followers, on one
 * thread. A partition that nobody has followed for a while is left.
 */
final class Tail {
  private static final Logger LOG = Logger.getLogger(Tail.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long LINGER_NANOS = Duration.ofMinutes(1).toNanos();
  private static final long TOPICS_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long BACKOFF_MILLIS = 500;

  private final FeedTopics topics;
  private final long ringBytes;
  private final Map<TopicPartition, Tailed> tailed = new HashMap<>();
  private final Thread thread = new Thread(this::run, "feed-tail");
  private Consumer<String, byte[]> consumer;
  private long topicsSeen;
  private boolean started;
  private boolean stopped;

  /**
   * @param ringBytes bytes that are kept of each partition
   */
  Tail(FeedTopics topics, long ringBytes) {
    this.topics = topics;
    this.ringBytes = ringBytes;
    thread.setDaemon(true);
  }

  /** A partition with how many follow it, or since when nobody does. */
  private static final class Tailed {
    private final Ring ring;
    private final BoundedContext context;
    private int followers;
    private long leftAt;

    private Tailed(Ring ring, BoundedContext context) {
      this.ring = ring;
      this.context = context;
    }
  }

  /** Follows the end of a partition until {@link #leave}. */
  synchronized Ring follow(FeedScope scope, BoundedContext context) {
    Tailed one =
        tailed.computeIfAbsent(
            scope.partitionOf(context), key -> new Tailed(new Ring(ringBytes), context));
    one.followers++;
    if (!started && !stopped) {
      started = true;
      thread.start();
    }
    notifyAll();
    if (consumer != null && !one.ring.isReady()) {
      consumer.wakeup();
    }
    return one.ring;
  }

  /** Ends what {@link #follow} began, once. */
  synchronized void leave(FeedScope scope, BoundedContext context) {
    Tailed one = tailed.get(scope.partitionOf(context));
    one.followers--;
    one.leftAt = System.nanoTime();
  }

  /** Ends the thread. */
  void stop() throws InterruptedException {
    synchronized (this) {
      stopped = true;
      notifyAll();
      if (consumer != null) {
        consumer.wakeup();
      }
    }
    thread.join(FeedTopics.PATIENCE.toMillis());
  }

  private void run() {
    boolean well = true;
    while (awaitWork()) {
      try {
        turn();
        if (!well) {
          LOG.info("The feed's followers get new events again");
        }
        well = true;
      } catch (WakeupException e) {
        LOG.trace("Somebody has come, or it is over");
      } catch (InterruptException e) {
        Thread.currentThread().interrupt();
        break;
      } catch (RuntimeException e) {
        if (well) {
          LOG.errorf("The feed's followers get no new events: reason=\"%s\"", e.getMessage());
        }
        well = false;
        giveUp();
        pause();
      }
    }
    giveUp();
  }

  /** Waits until a partition is followed; false when it is over. */
  private boolean awaitWork() {
    if (isIdle()) {
      close();
    }
    synchronized (this) {
      try {
        while (!stopped && tailed.isEmpty()) {
          wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      return !stopped;
    }
  }

  private synchronized boolean isIdle() {
    forget();
    return tailed.isEmpty();
  }

  private void forget() {
    long now = System.nanoTime();
    for (Iterator<Tailed> all = tailed.values().iterator(); all.hasNext(); ) {
      Tailed one = all.next();
      if (one.followers == 0 && now - one.leftAt > LINGER_NANOS) {
        one.ring.reset();
        all.remove();
      }
    }
  }

  private void turn() {
    Consumer<String, byte[]> kafka = open();
    lookAtTopics();
    Map<TopicPartition, Tailed> now;
    synchronized (this) {
      now = new HashMap<>(tailed);
    }
    if (!kafka.assignment().equals(now.keySet())) {
      kafka.assign(now.keySet());
    }
    begin(kafka, now);
    ConsumerRecords<String, byte[]> records = kafka.poll(POLL);
    // To ask the consumer for its positions may fail, and what was polled would be missing.
    records
        .nextOffsets()
        .forEach(
            (partition, next) ->
                now.get(partition).ring.append(records.records(partition), next.offset()));
  }

  /** Only this thread makes and closes consumers, and never while others wait for the lock. */
  private Consumer<String, byte[]> open() {
    Consumer<String, byte[]> open;
    synchronized (this) {
      open = consumer;
    }
    if (open == null) {
      open = topics.consumer("tail");
      synchronized (this) {
        consumer = open;
      }
    }
    return open;
  }

  /** Those that are new here begin at the end; what is before it is read by whoever needs it. */
  private void begin(Consumer<String, byte[]> kafka, Map<TopicPartition, Tailed> all) {
    Set<TopicPartition> fresh = new HashSet<>();
    all.forEach(
        (partition, one) -> {
          if (!one.ring.isReady()) {
            fresh.add(partition);
          }
        });
    if (fresh.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> ends = kafka.endOffsets(fresh);
    for (TopicPartition partition : fresh) {
      Tailed one = all.get(partition);
      kafka.seek(partition, ends.get(partition));
      one.ring.begin(topics.ids().get(one.context), ends.get(partition));
    }
  }

  /** A topic that was made anew is another topic: what is kept of the old one is thrown away. */
  private void lookAtTopics() {
    long now = System.nanoTime();
    if (!topics.ids().isEmpty() && now - topicsSeen < TOPICS_NANOS) {
      return;
    }
    Map<BoundedContext, String> before = topics.ids();
    Map<BoundedContext, String> seen = topics.refresh();
    topicsSeen = now;
    if (!before.isEmpty() && !before.equals(seen)) {
      LOG.warnf("Event topics were made anew: topicIds=%s", seen);
      rings().forEach(Ring::reset);
    }
  }

  private synchronized List<Ring> rings() {
    List<Ring> rings = new ArrayList<>();
    tailed.values().forEach(one -> rings.add(one.ring));
    return rings;
  }

  /** Begins anew with the next turn, with another consumer and another look at the topics. */
  private void giveUp() {
    rings().forEach(Ring::reset);
    close();
    topicsSeen = System.nanoTime() - TOPICS_NANOS;
  }

  private void close() {
    Consumer<String, byte[]> last;
    synchronized (this) {
      last = consumer;
      consumer = null;
    }
    if (last != null) {
      last.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private synchronized void pause() {
    try {
      if (!stopped) {
        wait(BACKOFF_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
