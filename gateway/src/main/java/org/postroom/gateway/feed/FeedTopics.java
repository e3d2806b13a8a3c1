package org.postroom.gateway.feed;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.transport.KafkaConnection;

/** The event topics: their ids, and consumers of them. Everything that asks Kafka blocks. */
final class FeedTopics {
  /** How long Kafka is waited for. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private final KafkaConnection kafka;
  private volatile Map<BoundedContext, String> ids = Map.of();

  FeedTopics(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /** The ids of the topics as they were last seen; empty before they were. */
  Map<BoundedContext, String> ids() {
    return ids;
  }

  /**
   * Looks again.
   *
   * @throws KafkaException when they cannot be seen
   */
  Map<BoundedContext, String> refresh() {
    Map<String, Object> settings = new HashMap<>(kafka.settings());
    settings.put("client.id", "gateway-feed-topics");
    settings.put("request.timeout.ms", (int) PATIENCE.toMillis());
    settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
    List<String> names =
        Arrays.stream(BoundedContext.values()).map(BoundedContext::eventTopic).toList();
    try (Admin admin = Admin.create(settings)) {
      Map<String, TopicDescription> found =
          admin
              .describeTopics(names)
              .allTopicNames()
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      Map<BoundedContext, String> seen = new EnumMap<>(BoundedContext.class);
      for (BoundedContext context : BoundedContext.values()) {
        seen.put(context, found.get(context.eventTopic()).topicId().toString());
      }
      ids = seen;
      return seen;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while looking at the event topics", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the event topics cannot be seen", e);
    }
  }

  /** A consumer that belongs to no group and keeps no position in Kafka. */
  Consumer<String, byte[]> consumer(String name) {
    Map<String, Object> settings = new HashMap<>(kafka.settings());
    settings.put("client.id", "gateway-feed-" + name);
    settings.put("auto.offset.reset", "none");
    settings.put("enable.auto.commit", false);
    settings.put("max.poll.records", 2_000);
    settings.put("max.partition.fetch.bytes", 1024 * 1024);
    settings.put("fetch.max.bytes", 4 * 1024 * 1024);
    settings.put("fetch.max.wait.ms", 250);
    settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
    settings.put("request.timeout.ms", (int) PATIENCE.toMillis());
    settings.put("reconnect.backoff.max.ms", 500);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
