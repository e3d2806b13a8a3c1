package org.postroom.gateway.dispatch;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.postroom.transport.KafkaConnection;

/**
 * Writes records to Kafka from a thread of its own, because a Kafka producer may block its caller
 * while it looks for the cluster. How much waits here is bounded by what may be in flight.
 */
@Singleton
public class CommandSender {
  private static final Logger LOG = Logger.getLogger(CommandSender.class);

  private static final Duration BLOCK = Duration.ofSeconds(2);
  private static final Duration REQUEST = Duration.ofSeconds(4);
  private static final Duration DELIVERY = Duration.ofSeconds(8);
  private static final Duration BACKOFF = Duration.ofMillis(200);

  private final Clock clock;
  private final Map<String, Object> configuration;
  private final BlockingQueue<Outgoing> queue = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "command-sender");
  private volatile boolean stopped;
  private Producer<String, byte[]> producer;

  CommandSender(KafkaConnection kafka, Clock clock) {
    this.clock = clock;
    this.configuration = configuration(kafka);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Sends a record.
   *
   * @param deadline after it the record is not sent any more
   * @param onFailure runs when the record was not sent, or may not have been
   */
  void send(ProducerRecord<String, byte[]> record, Instant deadline, Runnable onFailure) {
    queue.add(new Outgoing(record, deadline, onFailure));
  }

  private void run() {
    while (!stopped) {
      try {
        Outgoing outgoing = queue.poll(1, TimeUnit.SECONDS);
        if (outgoing != null) {
          send(outgoing);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.error("Command sender failed", e);
      }
    }
  }

  private void send(Outgoing outgoing) throws InterruptedException {
    if (clock.instant().isAfter(outgoing.deadline)) {
      outgoing.onFailure.run();
      return;
    }
    try {
      if (producer == null) {
        producer =
            new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer());
      }
      producer.send(
          outgoing.record,
          (metadata, failure) -> {
            if (failure != null) {
              LOG.debugf(
                  "Kafka did not take a record: topic=%s reason=%s",
                  outgoing.record.topic(), failure.getClass().getSimpleName());
              outgoing.onFailure.run();
            }
          });
    } catch (TimeoutException | RecordTooLargeException | SerializationException e) {
      LOG.debugf("Kafka cannot be reached: topic=%s", outgoing.record.topic());
      outgoing.onFailure.run();
    } catch (KafkaException | IllegalStateException e) {
      LOG.warnf("Kafka producer is replaced: reason=%s", e.toString());
      outgoing.onFailure.run();
      replace();
    }
  }

  private void replace() throws InterruptedException {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
    Thread.sleep(BACKOFF.toMillis());
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopped = true;
    thread.interrupt();
    thread.join(BLOCK.toMillis());
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
    }
  }

  private static Map<String, Object> configuration(KafkaConnection kafka) {
    Map<String, Object> settings = new HashMap<>(kafka.settings());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "gateway-commands");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    // What comes while a request is under way gathers for the next one: no waiting, less work.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 3 * 1024 * 1024);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50L);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 50L);
    settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500L);
    return settings;
  }

  private record Outgoing(
      ProducerRecord<String, byte[]> record, Instant deadline, Runnable onFailure) {}
}
