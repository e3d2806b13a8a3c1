package org.postroom.kit.outbox;

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
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/**
 * The one Kafka producer of a service. It keeps the order it is given: a record for another topic
 * partition is sent only when all before it are acknowledged; records of one partition are kept in
 * order by the idempotent producer. A send that fails fatally gets a new producer.
 */
public final class Publisher implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Publisher.class);

  private final Supplier<Producer<String, byte[]>> factory;
  private final int partitions;
  private Producer<String, byte[]> producer;
  private boolean closed;

  /**
   * @param partitions the partition count of every topic
   */
  public Publisher(Supplier<Producer<String, byte[]>> factory, int partitions) {
    this.factory = factory;
    this.partitions = partitions;
  }

  /** The partition of an organization, the same in every topic; Kafka's own partitioner. */
  public static int partitionOf(String organizationId, int partitions) {
    byte[] key = organizationId.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  /**
   * Sends the records in order and returns when all are acknowledged, however long that takes.
   *
   * @throws KafkaException when one was not, or may not have been; those behind it may have been
   */
  public void publish(List<OutboxRow> rows) {
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
      sent.add(
          send(
              record.topic(),
              partition,
              record.organizationId(),
              record.headers(),
              record.value()));
    }
    acknowledged(sent);
  }

  /** Sends a record whose loss is harmless, and does not wait for it. */
  public void sendAndForget(
      String topic, int partition, String key, Map<String, byte[]> headers, byte[] value) {
    try {
      send(topic, partition, key, headers, value);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalArgumentException e) {
      LOG.warnf("A record was not sent; topic=%s cause=%s", topic, e.getMessage());
    }
  }

  private Future<RecordMetadata> send(
      String topic, int partition, String key, Map<String, byte[]> headers, byte[] value) {
    Producer<String, byte[]> used = producer();
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, partition, key, value);
    headers.forEach(record.headers()::add);
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
      throw new KafkaException("a record for " + topic + " was not sent", e);
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
    if (closed) {
      throw new KafkaException("the publisher is closed");
    }
    if (producer == null) {
      producer = factory.get();
    }
    return producer;
  }

  private void failed(Producer<String, byte[]> used, Exception failure) {
    boolean recordOnly =
        failure instanceof RecordTooLargeException
            || failure instanceof InvalidTopicException
            || failure instanceof AuthorizationException;
    synchronized (this) {
      if (producer != used || closed) {
        return;
      }
      if (!recordOnly) {
        producer = null;
      }
    }
    LOG.errorf(failure, "A record could not be published; newProducer=%s", !recordOnly);
    if (!recordOnly) {
      // Not from the producer's own callback thread, which close waits for.
      Thread closer = new Thread(() -> used.close(Duration.ZERO), "publisher-close");
      closer.setDaemon(true);
      closer.start();
    }
  }

  @Override
  public void close() {
    Producer<String, byte[]> last;
    synchronized (this) {
      closed = true;
      last = producer;
      producer = null;
    }
    if (last != null) {
      last.close(Duration.ofSeconds(1));
    }
  }
}
