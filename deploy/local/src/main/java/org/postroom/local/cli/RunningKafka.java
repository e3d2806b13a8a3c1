package org.postroom.local.cli;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.postroom.local.InstallationException;
import org.postroom.local.InstallationState;

/** How to reach the broker of a running installation, and what is asked of any. */
final class RunningKafka {
  private RunningKafka() {}

  static Map<String, Object> connection(InstallationState state) {
    int port =
        state.parts().stream()
            .filter(part -> part.name().equals("kafka"))
            .findFirst()
            .orElseThrow()
            .port();
    return Map.of("bootstrap.servers", "127.0.0.1:" + port);
  }

  /** Kafka's id of a topic. */
  static String topicId(Map<String, Object> connection, String topic) {
    try (Admin admin = Admin.create(connection)) {
      return admin
          .describeTopics(java.util.List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .topicId()
          .toString();
    } catch (ExecutionException | KafkaException e) {
      throw new InstallationException("The topic " + topic + " cannot be found.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallationException("Interrupted.");
    }
  }
}
