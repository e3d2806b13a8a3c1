package org.postroom.audit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Sends entries of one chain to Kafka in order, and holds them until they are known to be safe.
 * Once one was not sent, or they are given up, nothing more gets out until it begins anew. Used by
 * one thread.
 */
final class DirectSending implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(DirectSending.class);

  private final Supplier<Producer<String, byte[]>> producers;
  private final int partition;
  private final Consumer<Pending> acknowledged;

  /** Sent, or to be sent, and not known to be safe; in order. */
  private final Deque<Pending> held = new ArrayDeque<>();

  private Producer<String, byte[]> producer;
  private Attempt attempt = new Attempt();

  /**
   * @param acknowledged is told of what Kafka has, on any thread
   */
  DirectSending(
      Supplier<Producer<String, byte[]>> producers, int partition, Consumer<Pending> acknowledged) {
    this.producers = producers;
    this.partition = partition;
    this.acknowledged = acknowledged;
  }

  /** Holds the next entry, and sends it unless one before it was not sent. */
  void send(Pending pending) {
    held.add(pending);
    sendHeld(pending);
  }

  /** Sends everything that is held once more, after it was abandoned. */
  void resend() {
    held.forEach(this::sendHeld);
  }

  private void sendHeld(Pending pending) {
    pending.sent(System.nanoTime());
    Attempt its = attempt;
    if (its.broken) {
      return;
    }
    try {
      if (producer == null) {
        producer = producers.get();
      }
      Producer<String, byte[]> used = producer;
      used.send(
          AuditProducers.record(pending.entry(), partition),
          (metadata, failure) -> {
            if (failure == null) {
              acknowledged.accept(pending);
            } else if (!its.broken) {
              its.broken = true;
              LOG.warnf("An audit record was not taken; cause=%s", failure);
              // Inside its own callback a producer closes at once and sends nothing more.
              used.close(Duration.ZERO);
            }
          });
    } catch (KafkaException | IllegalStateException e) {
      its.broken = true;
      LOG.warnf("An audit record was not sent; cause=%s", e);
    }
  }

  /** Lets go of what is safe; returns the newest entry up to which all is, null for no more. */
  ChainEntry takeSafe() {
    ChainEntry newest = null;
    while (!held.isEmpty() && held.peek().isSafe()) {
      newest = held.poll().entry();
    }
    return newest;
  }

  /** Whether something was not sent, or has not been acknowledged for so long. */
  boolean isLate(Duration bound) {
    Pending oldest = held.peek();
    return attempt.broken
        || oldest != null && System.nanoTime() - oldest.sentAt() > bound.toNanos();
  }

  /** Whether there is nothing of which it is not known that it is safe. */
  boolean isEmpty() {
    return held.isEmpty();
  }

  /** What is held, in order. */
  List<Pending> held() {
    return new ArrayList<>(held);
  }

  /** Lets nothing more get out, and begins anew with what is sent next; all is held still. */
  void abandon() {
    attempt.broken = true;
    close();
    attempt = new Attempt();
  }

  /** Lets go of everything: it is safe elsewhere. */
  void clear() {
    held.clear();
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private static final class Attempt {
    private volatile boolean broken;
  }
}
