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
 * @param retention how long records are kept at least; null: for ever
 * @param segment over which time a segment is written. Whole segments are deleted, so that a record
 *     is kept for retention and segment at most, and the few minutes that a broker takes
 */
public record TopicDefinition(
    String name, int partitions, boolean flushed, Duration retention, Duration segment) {
  private static final Duration COMMAND_RETENTION = Duration.ofDays(7);

  /** Shorter than what services remember commands for beyond the retention. */
  private static final Duration COMMAND_SEGMENT = Duration.ofHours(12);

  private static final Duration REPLY_RETENTION = Duration.ofHours(1);
  private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);
  private static final Duration DEAD_LETTER_SEGMENT = Duration.ofDays(1);
  private static final Duration EVENT_RETENTION = Duration.ofDays(90);
  private static final Duration EVENT_SEGMENT = Duration.ofDays(7);
  private static final int MAX_MESSAGE_BYTES = 3 * 1024 * 1024;

  /** As an installation has it that does not say how long events are kept. */
  public static TopicDefinition named(String name, int partitions) {
    return named(name, partitions, EVENT_RETENTION, EVENT_SEGMENT);
  }

  /**
   * The definition that follows from a topic's name: commands, replies, reports, dead letters,
   * events, or kept for ever.
   *
   * @param eventRetention how long events are kept; null: for ever
   * @param eventSegment over which time a segment of events is written
   */
  public static TopicDefinition named(
      String name, int partitions, Duration eventRetention, Duration eventSegment) {
    if (name.contains(".commands.") || name.contains(".usage.")) {
      return new TopicDefinition(name, partitions, false, COMMAND_RETENTION, COMMAND_SEGMENT);
    }
    if (name.contains(".replies.")) {
      return new TopicDefinition(name, partitions, false, REPLY_RETENTION, REPLY_RETENTION);
    }
    if (name.startsWith("dead-letters.")) {
      return new TopicDefinition(
          name, partitions, true, DEAD_LETTER_RETENTION, DEAD_LETTER_SEGMENT);
    }
    if (name.contains(".events.")) {
      return new TopicDefinition(name, partitions, true, eventRetention, eventSegment);
    }
    return new TopicDefinition(name, partitions, true, null, EVENT_SEGMENT);
  }

  NewTopic newTopic(KafkaCluster cluster) {
    return new NewTopic(name, partitions, cluster.replication()).configs(settings(cluster));
  }

  /** What a topic that is there already is given too. */
  Map<String, String> settings(KafkaCluster cluster) {
    String retentionMs = retention == null ? "-1" : Long.toString(retention.toMillis());
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        retentionMs,
        TopicConfig.SEGMENT_MS_CONFIG,
        Long.toString(segment.toMillis()),
        // The broker's time, since a writer's clock that is ahead would keep a whole segment.
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
        "LogAppendTime",
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        Integer.toString(MAX_MESSAGE_BYTES),
        TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG,
        flushed ? "1" : Long.toString(Long.MAX_VALUE),
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
        Integer.toString(cluster.inSync()));
  }
}
