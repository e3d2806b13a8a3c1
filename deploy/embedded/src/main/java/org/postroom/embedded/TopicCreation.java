package org.postroom.embedded;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics in a cluster, whoever runs it. */
public final class TopicCreation {
  private static final int PATIENCE_SECONDS = 60;

  private final Admin admin;
  private final KafkaCluster cluster;

  /**
   * @param admin of the cluster
   * @param cluster says how often it can keep a record
   */
  public TopicCreation(Admin admin, KafkaCluster cluster) {
    this.admin = admin;
    this.cluster = cluster;
  }

  /** Makes the topics that are not there yet, and gives those that exist the settings. */
  public void createAll(Collection<TopicDefinition> topics) {
    try {
      CreateTopicsResult created =
          admin.createTopics(topics.stream().map(topic -> topic.newTopic(cluster)).toList());
      Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
      for (TopicDefinition topic : topics) {
        if (isThere(created, topic)) {
          changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), settings(topic));
        }
      }
      admin.incrementalAlterConfigs(changes).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("could not change the settings of topics", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka took too long to make topics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean isThere(CreateTopicsResult created, TopicDefinition topic)
      throws InterruptedException, TimeoutException {
    try {
      created.values().get(topic.name()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return true;
      }
      throw new IllegalStateException("could not make the topic " + topic.name(), e);
    }
  }

  private List<AlterConfigOp> settings(TopicDefinition topic) {
    return topic.settings(cluster).entrySet().stream()
        .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
        .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
        .toList();
  }
}
