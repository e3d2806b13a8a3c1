package org.postroom.gateway.dispatch;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.jboss.logging.Logger;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.transport.KafkaConnection;

/**
 * Looks once whether the topics the gateway writes to have the installation's partition count. With
 * another count an organization's commands would go to another writer.
 */
@Singleton
class TopicCheck {
  private static final Logger LOG = Logger.getLogger(TopicCheck.class);
  private static final int PATIENCE_MILLIS = 3_000;

  private final KafkaConnection kafka;
  private final int partitions;
  private volatile boolean passed;
  private volatile String complaint = "the topics have not been looked at yet";

  TopicCheck(GatewayConfig config, KafkaConnection kafka) {
    this.kafka = kafka;
    this.partitions = config.topics().partitions();
  }

  boolean isPassed() {
    return passed;
  }

  String complaint() {
    return complaint;
  }

  /** Looks until it has once seen what it wants; blocks for a few seconds at most. */
  void checkOnce() {
    if (passed) {
      return;
    }
    List<String> names = new ArrayList<>(List.of(Topics.REPLIES, Topics.AUDIT));
    for (BoundedContext context : BoundedContext.values()) {
      names.add(context.commandTopic());
    }
    List<String> wrong = new ArrayList<>();
    Map<String, Object> settings = new HashMap<>(kafka.settings());
    settings.put("client.id", "gateway-topic-check");
    settings.put("request.timeout.ms", PATIENCE_MILLIS);
    settings.put("default.api.timeout.ms", PATIENCE_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
          admin.describeTopics(names).topicNameValues().entrySet()) {
        int found = partitionsOf(topic.getValue());
        if (found != partitions) {
          wrong.add(topic.getKey() + '=' + found);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException e) {
      wrong.add(e.getClass().getSimpleName());
    }
    if (wrong.isEmpty()) {
      passed = true;
      return;
    }
    String text = "topics must have " + partitions + " partitions each, but found " + wrong;
    if (!text.equals(complaint)) {
      complaint = text;
      LOG.errorf("Topics are not as installed: expected=%d found=%s", partitions, wrong);
    }
  }

  /** The partition count; 0 when the topic cannot be described. */
  private static int partitionsOf(KafkaFuture<TopicDescription> topic) throws InterruptedException {
    try {
      return topic.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).partitions().size();
    } catch (ExecutionException | TimeoutException e) {
      return 0;
    }
  }
}
