package org.postroom.kit.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;
import org.postroom.kit.audit.AuditPublisher;

/**
 * Publishes for all lanes of a service. It keeps the order it is given: a record for another topic
 * partition is sent only when all before it are acknowledged, and of one partition nothing gets out
 * behind a record that failed, because its producer (idempotent, one request at a time) is closed
 * inside the failure's callback. After that there is a new producer.
 */
public final class Publisher implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Publisher.class);

  private final Supplier<Producer<String, byte[]>> factory;
  private final Supplier<Producer<String, byte[]>> loose;
  private final int partitions;
  private final AuditPublisher audit;
  private Producer<String, byte[]> producer;
  private Producer<String, byte[]> looseProducer;
  private boolean closed;

  /**
   * @param factory makes producers that keep order and never give up
   * @param loose makes the producer of records whose loss is harmless; a connection of its own, on
   *     which they do not wait behind another lane's events
   * @param partitions the partition count of every topic
   */
  public Publisher(
      Supplier<Producer<String, byte[]>> factory,
      Supplier<Producer<String, byte[]>> loose,
      int partitions) {
    this(factory, loose, factory, partitions);
  }

  /**
   * @param audit makes the producer of audit records; as the first, but it blocks for a moment only
   */
  public Publisher(
      Supplier<Producer<String, byte[]>> factory,
      Supplier<Producer<String, byte[]>> loose,
      Supplier<Producer<String, byte[]>> audit,
      int partitions) {
    this.factory = factory;
    this.loose = loose;
    this.audit = new AuditPublisher(audit);
    this.partitions = partitions;
  }

  /** Publishes audit records, beside everything else. */
  public AuditPublisher audit() {
    return audit;
  }

  /** The partition of an organization, the same in every topic; Kafka's own partitioner. */
  public static int partitionOf(String organizationId, int partitions) {
    byte[] key = organizationId.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  /**
   * Sends the records in order and returns when all are acknowledged, however long that takes.
   *
   * @throws KafkaException when one was not, or may not have been
   */
  public void publish(List<OutboxRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    Producer<String, byte[]> used = producer();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    String destination = null;
    for (OutboxRow row : rows) {
      OutboxRecord record = row.record();
      int partition = partitionOf(record.organizationId(), partitions);
      String next = record.topic() + '/' + partition;
      if (!next.equals(destination)) {
        acknowledged(sent);
        sent.clear();
        destination = next;
      }
      if (!isCurrent(used)) {
        throw new KafkaException("a record before this one has failed");
      }
      sent.add(send(used, record, partition));
    }
    acknowledged(sent);
  }

  /**
   * Sends a record whose loss is harmless, and does not wait for it.
   *
   * @return false when the broker is away and it was dropped; others would be, too
   */
  public boolean sendAndForget(
      String topic, int partition, String key, Map<String, byte[]> headers, byte[] value) {
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, partition, key, value);
    headers.forEach(record.headers()::add);
    try {
      looseProducer()
          .send(
              record,
              (metadata, failure) -> {
                if (failure != null) {
                  LOG.warnf("A record got lost; topic=%s cause=%s", topic, failure);
                }
              });
      return true;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalArgumentException | IllegalStateException e) {
      LOG.warnf("A record was not sent; topic=%s cause=%s", topic, e);
      return e instanceof IllegalArgumentException;
    }
  }

  private Future<RecordMetadata> send(
      Producer<String, byte[]> used, OutboxRecord outgoing, int partition) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            outgoing.topic(), partition, outgoing.organizationId(), outgoing.value());
    outgoing.headers().forEach(record.headers()::add);
    try {
      return used.send(
          record,
          (metadata, failure) -> {
            if (failure != null) {
              failed(used, failure);
            }
          });
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      failed(used, e);
      throw new KafkaException("a record for " + outgoing.topic() + " was not sent", e);
    }
  }

  private static void acknowledged(List<Future<RecordMetadata>> sent) {
    for (Future<RecordMetadata> future : sent) {
      try {
        future.get();
      } catch (ExecutionException e) {
        throw new KafkaException("a record was not acknowledged", e.getCause());
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
  }

  private synchronized Producer<String, byte[]> producer() {
    requireOpen();
    if (producer == null) {
      producer = factory.get();
    }
    return producer;
  }

  private synchronized Producer<String, byte[]> looseProducer() {
    requireOpen();
    if (looseProducer == null) {
      looseProducer = loose.get();
    }
    return looseProducer;
  }

  private void requireOpen() {
    if (closed) {
      throw new KafkaException("the publisher is closed");
    }
  }

  private synchronized boolean isCurrent(Producer<String, byte[]> used) {
    return producer == used;
  }

  private void failed(Producer<String, byte[]> used, Exception failure) {
    synchronized (this) {
      if (producer != used) {
        return;
      }
      producer = null;
    }
    LOG.errorf(failure, "A record could not be published; there will be a new producer");
    // Inside its own callback a producer closes at once and sends nothing more.
    used.close(Duration.ZERO);
  }

  @Override
  public void close() {
    Producer<String, byte[]> last;
    Producer<String, byte[]> lastLoose;
    synchronized (this) {
      closed = true;
      last = producer;
      lastLoose = looseProducer;
      producer = null;
    }
    if (last != null) {
      last.close(Duration.ofSeconds(1));
    }
    audit.close();
    if (lastLoose != null) {
      lastLoose.close(Duration.ofSeconds(1));
    }
  }
}
