package org.postroom.gateway.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the feed for tenants. */
public interface FeedConfig {
  /** Followers at once, polls and streams together; beyond it callers are throttled. */
  @WithDefault("1024")
  int followers();

  /** Followers of one account at once. */
  @WithDefault("64")
  int followersPerAccount();

  /** Threads that read from Kafka for followers far behind. */
  @WithDefault("2")
  int readers();

  /** Records of a partition that are looked at for one page, others' included. */
  @WithDefault("50000")
  int scanRecords();

  /** How long is read from Kafka for one page. */
  @WithDefault("PT2S")
  Duration scanTime();

  /** Bytes of the last events that are held in memory, over all partitions. */
  @WithDefault("33554432")
  long memory();

  /** The longest that a poll may wait. */
  @WithDefault("PT50S")
  Duration longestWait();

  /** How often a stream on which nothing happens says where it is. */
  @WithDefault("PT15S")
  Duration heartbeat();

  /** How often it is decided anew whether a stream may go on. */
  @WithDefault("PT30S")
  Duration review();

  /** How long a stream may refuse to take more before it is ended. */
  @WithDefault("PT30S")
  Duration slowest();
}
