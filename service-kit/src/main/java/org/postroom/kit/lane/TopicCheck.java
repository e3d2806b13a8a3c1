package org.postroom.kit.lane;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Verifies the installation's topics; a service never makes or changes one. */
public final class TopicCheck {
  private static final long BOUND_SECONDS = 15;

  private TopicCheck() {}

  /**
   * Returns when every topic is there with the partition count.
   *
   * @throws KafkaException when the broker is away or a topic is missing
   * @throws IllegalStateException when a topic has another partition count
   */
  public static void run(Admin admin, Collection<String> topics, int partitions) {
    try {
      for (TopicDescription topic :
          admin
              .describeTopics(topics)
              .allTopicNames()
              .get(BOUND_SECONDS, TimeUnit.SECONDS)
              .values()) {
        if (topic.partitions().size() != partitions) {
          throw new IllegalStateException(
              "topic "
                  + topic.name()
                  + " has "
                  + topic.partitions().size()
                  + " partitions instead of the installation's "
                  + partitions);
        }
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the topics could not be verified: " + e.getMessage(), e);
    }
  }
}
