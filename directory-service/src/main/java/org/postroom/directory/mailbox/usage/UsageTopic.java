package org.postroom.directory.mailbox.usage;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Topics;
import org.postroom.directory.mailbox.application.MailboxUsage;
import org.postroom.directory.mailbox.application.ReportMailboxUsage;
import org.postroom.kit.database.KitConfig;
import org.postroom.kit.outbox.Publisher;

/**
 * Puts reports of mail servers that call over HTTP where others put theirs themselves. A report
 * that the broker does not take in seconds fails; it is the mail server that tries again.
 */
@Singleton
class UsageTopic {
  private static final int BOUND_MS = 10_000;
  private static final int BLOCK_MS = 2_000;
  private static final int WAITING = 100;

  private final int partitions;
  private final Producer<String, byte[]> producer;
  private final ThreadPoolExecutor sender =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          task -> {
            Thread thread = new Thread(task, "mailbox-usage-sender");
            thread.setDaemon(true);
            return thread;
          });

  UsageTopic(@ConfigProperty(name = "kafka.bootstrap.servers") String servers, KitConfig config) {
    partitions = config.topics().partitions();
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, BOUND_MS / 2);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, BOUND_MS);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
    producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * Completes when every report is acknowledged; fails with {@link
   * java.util.concurrent.RejectedExecutionException} when too many wait already.
   */
  Uni<Void> send(Map<String, List<MailboxUsage>> byOrganization) {
    return Uni.createFrom()
        .completionStage(
            () ->
                // Without its metadata a producer blocks, which an event loop must not.
                CompletableFuture.supplyAsync(() -> sent(byOrganization), sender)
                    .thenCompose(all -> all));
  }

  private CompletableFuture<Void> sent(Map<String, List<MailboxUsage>> byOrganization) {
    return CompletableFuture.allOf(
        byOrganization.entrySet().stream()
            .flatMap(
                entry ->
                    Chunks.of(entry.getValue()).stream()
                        .map(usages -> send(entry.getKey(), usages)))
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> send(String organization, List<MailboxUsage> usages) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    producer.send(
        new ProducerRecord<>(
            Topics.MAILBOX_USAGE,
            Publisher.partitionOf(organization, partitions),
            organization,
            Json.write(new ReportMailboxUsage(usages))),
        (metadata, failure) -> {
          if (failure == null) {
            acknowledged.complete(null);
          } else {
            acknowledged.completeExceptionally(failure);
          }
        });
    return acknowledged;
  }

  @PreDestroy
  void stop() {
    sender.shutdownNow();
    producer.close(Duration.ofSeconds(1));
  }
}
