package org.postroom.kit.lane;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.postroom.audit.AuditProducers;
import org.postroom.transport.KafkaConnection;

/** Makes the clients that a service needs besides its consumers. */
public final class KafkaClients {
  private KafkaClients() {}

  /**
   * Idempotent, acknowledged by all replicas, never giving a record up by itself. A broker handles
   * the requests of one connection one after the other anyway; with one in flight nothing is on its
   * way behind a request that fails.
   */
  public static Producer<String, byte[]> producer(KafkaConnection kafka) {
    Map<String, Object> properties = common(kafka);
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  /** As {@link #producer}, for audit records: nobody waits for them longer than a moment. */
  public static Producer<String, byte[]> auditProducer(KafkaConnection kafka) {
    return AuditProducers.of(kafka.settings()).get();
  }

  /** For records whose loss is harmless, such as replies: after their time is up they are. */
  public static Producer<String, byte[]> looseProducer(KafkaConnection kafka) {
    Map<String, Object> properties = common(kafka);
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    properties.put(ProducerConfig.ACKS_CONFIG, "1");
    // What comes while a request is under way gathers for the next one.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> common(KafkaConnection kafka) {
    Map<String, Object> properties = new HashMap<>(kafka.settings());
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 3 << 20);
    properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return properties;
  }

  /** For questions about topics. */
  public static Admin admin(KafkaConnection kafka) {
    Map<String, Object> properties = new HashMap<>(kafka.settings());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return Admin.create(properties);
  }
}
