package org.postroom.gateway.dispatch;

import jakarta.inject.Singleton;

/** The moving parts of the way to the services, for whoever starts and watches the gateway. */
@Singleton
public class Dispatch {
  private final CommandSender sender;
  private final PendingReplies pending;
  private final KafkaProbe probe;
  private final TopicCheck topics;

  Dispatch(CommandSender sender, PendingReplies pending, KafkaProbe probe, TopicCheck topics) {
    this.sender = sender;
    this.pending = pending;
    this.probe = probe;
    this.topics = topics;
  }

  /** Starts sending. */
  public void start() {
    sender.start();
  }

  /** Looks whether Kafka is there, and once it is, whether the topics are as installed. */
  public void probe() {
    probe.tick();
    if (probe.isNear()) {
      topics.checkOnce();
    }
  }

  /** Answers the calls whose deadline has passed. */
  public void expire() {
    pending.expire();
  }

  /** Whether commands can be sent and their replies are read. */
  public boolean isReady() {
    return probe.isNear() && topics.isPassed();
  }

  /** What is wrong, for the health report; null when nothing is. */
  public String complaint() {
    if (!probe.isNear()) {
      return "Kafka is away, or its reply topic is";
    }
    return topics.isPassed() ? null : topics.complaint();
  }
}
