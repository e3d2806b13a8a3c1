package org.postroom.kit.report;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.postroom.kit.outbox.Publisher;
import org.postroom.kit.thread.DaemonThreads;
import org.postroom.transport.KafkaConnection;

/**
 * Puts reports of those who call over HTTP where others put theirs themselves. A report that the
 * broker does not take in seconds fails; it is the caller that tries again.
 */
public final class ReportSender implements AutoCloseable {
  private static final int BOUND_MS = 10_000;
  private static final int BLOCK_MS = 2_000;
  private static final int WAITING = 100;

  private final String topic;
  private final int partitions;
  private final Producer<String, byte[]> producer;
  private final ThreadPoolExecutor sender;

  /**
   * @param partitions the partition count of every topic
   */
  public ReportSender(KafkaConnection kafka, String topic, int partitions) {
    this.topic = topic;
    this.partitions = partitions;
    Map<String, Object> properties = new HashMap<>(kafka.settings());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, BOUND_MS / 2);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, BOUND_MS);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
    producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    sender =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            DaemonThreads.named("reports-" + topic));
  }

  /**
   * Completes when every report is acknowledged; fails with {@link
   * java.util.concurrent.RejectedExecutionException} when too many wait already.
   *
   * @param byOrganization the reports of each organization, in order
   */
  public Uni<Void> send(Map<String, List<byte[]>> byOrganization) {
    return Uni.createFrom()
        .completionStage(
            () ->
                // Without its metadata a producer blocks, which an event loop must not.
                CompletableFuture.supplyAsync(() -> sent(byOrganization), sender)
                    .thenCompose(all -> all));
  }

  private CompletableFuture<Void> sent(Map<String, List<byte[]>> byOrganization) {
    return CompletableFuture.allOf(
        byOrganization.entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(value -> send(entry.getKey(), value)))
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> send(String organization, byte[] value) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    producer.send(
        new ProducerRecord<>(
            topic, Publisher.partitionOf(organization, partitions), organization, value),
        (metadata, failure) -> {
          if (failure == null) {
            acknowledged.complete(null);
          } else {
            acknowledged.completeExceptionally(failure);
          }
        });
    return acknowledged;
  }

  @Override
  public void close() {
    sender.shutdownNow();
    producer.close(Duration.ofSeconds(1));
  }
}
