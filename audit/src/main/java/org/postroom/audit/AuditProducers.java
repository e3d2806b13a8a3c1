package org.postroom.audit;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.postroom.contract.message.Topics;

/** Makes the clients that write to the audit topic. */
public final class AuditProducers {
  private AuditProducers() {}

  /**
   * Makes producers that keep the order and never give a record up by themselves: whoever does not
   * want to wait closes the producer, after which nothing more of it gets out.
   *
   * @param connection where the brokers are and how to speak to them ({@code bootstrap.servers},
   *     {@code security.protocol}, …)
   */
  public static Supplier<Producer<String, byte[]>> of(Map<String, ?> connection) {
    Map<String, Object> properties = new HashMap<>(connection);
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 20);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20);
    properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return () -> new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  /** The partition of a writer that is no lane, the same for ever. */
  public static int partitionOf(String writer, int partitions) {
    return Utils.toPositive(Utils.murmur2(writer.getBytes(StandardCharsets.UTF_8))) % partitions;
  }

  /** An entry as it is sent. */
  public static ProducerRecord<String, byte[]> record(ChainEntry entry, int partition) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(Topics.AUDIT, partition, entry.writer(), entry.data());
    entry.headers().forEach(record.headers()::add);
    return record;
  }
}
