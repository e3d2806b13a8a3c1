package org.postroom.embedded;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic of an installation.
 *
 * @param flushed whether every write goes to the disk before it is acknowledged: a broker alone has
 *     no replicas that would keep it over a power cut
 * @param retention how long records are kept; null: for ever
 */
public record TopicDefinition(String name, int partitions, boolean flushed, Duration retention) {
  private static final Duration COMMAND_RETENTION = Duration.ofDays(7);
  private static final Duration REPLY_RETENTION = Duration.ofHours(1);
  private static final int MAX_MESSAGE_BYTES = 3 * 1024 * 1024;

  /**
   * The definition that follows from a topic's name: commands, replies, reports, or kept for ever.
   */
  public static TopicDefinition named(String name, int partitions) {
    if (name.contains(".commands.")) {
      return new TopicDefinition(name, partitions, false, COMMAND_RETENTION);
    }
    if (name.contains(".replies.")) {
      return new TopicDefinition(name, partitions, false, REPLY_RETENTION);
    }
    if (name.contains(".usage.")) {
      return new TopicDefinition(name, partitions, false, COMMAND_RETENTION);
    }
    return new TopicDefinition(name, partitions, true, null);
  }

  NewTopic newTopic(KafkaCluster cluster) {
    String retentionMs = retention == null ? "-1" : Long.toString(retention.toMillis());
    Map<String, String> settings =
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            retentionMs,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(MAX_MESSAGE_BYTES),
            TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG,
            flushed ? "1" : Long.toString(Long.MAX_VALUE),
            TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
            Integer.toString(cluster.inSync()));
    return new NewTopic(name, partitions, cluster.replication()).configs(settings);
  }
}
