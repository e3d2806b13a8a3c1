package org.postroom.kit.audit;

import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.postroom.audit.AuditProducers;

/**
 * Sends the audit records of all lanes of a service, without waiting for their acknowledgement. It
 * has a producer of its own, so that records and events do not wait for one another. After a
 * failure nothing more of that producer gets out, and who had something under way is told.
 */
public final class AuditPublisher implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(AuditPublisher.class);

  private final Supplier<Producer<String, byte[]>> factory;
  private Session current;
  private boolean closed;

  /**
   * @param factory makes producers that keep order, never give up, and block for a moment only
   */
  public AuditPublisher(Supplier<Producer<String, byte[]>> factory) {
    this.factory = factory;
  }

  /**
   * What a lane sends by. What it sends by one session gets out in order; by another one it must
   * send from its first unacknowledged row on.
   *
   * @throws KafkaException when there is none
   */
  synchronized Session session() {
    if (closed) {
      throw new KafkaException("the publisher of audit records is closed");
    }
    if (current == null) {
      current = new Session(factory.get());
    }
    return current;
  }

  private synchronized void end(Session session) {
    if (current == session) {
      current = null;
    }
  }

  @Override
  public void close() {
    Session last;
    synchronized (this) {
      closed = true;
      last = current;
      current = null;
    }
    if (last != null) {
      last.producer.close(Duration.ofSeconds(1));
    }
  }

  /** A producer, until it fails. */
  final class Session {
    private final Producer<String, byte[]> producer;
    private volatile boolean ended;

    private Session(Producer<String, byte[]> producer) {
      this.producer = producer;
    }

    boolean isOver() {
      return ended;
    }

    /**
     * Sends rows in order.
     *
     * @param acknowledged is told the positions, in order, on any thread
     * @param failed runs when one of them, or any other that was sent before, may not be published
     * @return whether all were sent
     */
    boolean send(List<AuditRow> rows, int partition, LongConsumer acknowledged, Runnable failed) {
      try {
        for (AuditRow row : rows) {
          if (ended) {
            return false;
          }
          producer.send(
              AuditProducers.record(row.entry(), partition),
              (metadata, failure) -> {
                if (failure == null) {
                  acknowledged.accept(row.position());
                } else {
                  fail(failure);
                  failed.run();
                }
              });
        }
        return true;
      } catch (InterruptException e) {
        throw e;
      } catch (KafkaException | IllegalStateException e) {
        fail(e);
        return false;
      }
    }

    private void fail(Exception failure) {
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = true;
      }
      end(this);
      LOG.warnf("Audit records could not be published and are sent again; cause=%s", failure);
      // Inside its own callback a producer closes at once and sends nothing more.
      producer.close(Duration.ZERO);
    }
  }
}
