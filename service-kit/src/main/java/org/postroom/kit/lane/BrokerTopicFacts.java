package org.postroom.kit.lane;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Asks the broker. */
public final class BrokerTopicFacts implements TopicFacts {
  private static final long BOUND_SECONDS = 15;

  private final Admin admin;

  public BrokerTopicFacts(Admin admin) {
    this.admin = admin;
  }

  @Override
  public Facts of(Lane lane) {
    TopicPartition partition = new TopicPartition(lane.topic(), lane.partition());
    var description = admin.describeTopics(List.of(lane.topic())).allTopicNames();
    var begin = admin.listOffsets(Map.of(partition, OffsetSpec.earliest())).all();
    var end = admin.listOffsets(Map.of(partition, OffsetSpec.latest())).all();
    return new Facts(
        get(description).get(lane.topic()).topicId().toString(),
        get(begin).get(partition).offset(),
        get(end).get(partition).offset());
  }

  /** Where every partition of these topics ends now, on the broker. */
  public Map<Lane, Long> ends(Collection<String> topics) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    get(admin.describeTopics(topics).allTopicNames())
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(
                        partition ->
                            wanted.put(
                                new TopicPartition(topic, partition.partition()),
                                OffsetSpec.latest())));
    Map<Lane, Long> ends = new HashMap<>();
    get(admin.listOffsets(wanted).all())
        .forEach(
            (partition, end) ->
                ends.put(new Lane(partition.topic(), partition.partition()), end.offset()));
    return ends;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(BOUND_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the broker did not describe a topic", e);
    }
  }
}
