package org.postroom.audit;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Sends entries of one chain in order. Once one was not sent, or is given up, nothing more gets out
 * until it begins anew; used by one thread.
 */
final class DirectSending implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(DirectSending.class);

  private final Supplier<Producer<String, byte[]>> producers;
  private final int partition;
  private Producer<String, byte[]> producer;
  private Attempt attempt = new Attempt();

  DirectSending(Supplier<Producer<String, byte[]>> producers, int partition) {
    this.producers = producers;
    this.partition = partition;
  }

  /**
   * Sends the next entry, unless one before it was not sent.
   *
   * @param acknowledged runs on any thread
   */
  void send(ChainEntry entry, Runnable acknowledged) {
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
          AuditProducers.record(entry, partition),
          (metadata, failure) -> {
            if (failure == null) {
              acknowledged.run();
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

  boolean isBroken() {
    return attempt.broken;
  }

  /** Lets nothing more get out, and begins anew with the next entry. */
  void abandon() {
    attempt.broken = true;
    close();
    attempt = new Attempt();
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
