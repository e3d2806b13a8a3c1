package org.postroom.local.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.postroom.contract.operation.BoundedContext;

/**
 * How many records each service has yet to take, by the offsets it committed for tools like this
 * one. All its consumer groups begin with the name of its context.
 */
final class ConsumerLag {
  private static final long PATIENCE_SECONDS = 10;

  private final String bootstrapServers;

  ConsumerLag(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** The lag by context name; empty when the broker does not tell in time. */
  Map<String, Long> byService() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "request.timeout.ms",
            "5000",
            "default.api.timeout.ms",
            "8000");
    try (Admin admin = Admin.create(settings)) {
      return read(admin);
    } catch (ExecutionException | TimeoutException e) {
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  private static Map<String, Long> read(Admin admin)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<String, String> serviceByGroup = new HashMap<>();
    for (GroupListing group : admin.listGroups().all().get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      for (BoundedContext context : BoundedContext.values()) {
        if (group.groupId().startsWith(context.wireName())) {
          serviceByGroup.put(group.groupId(), context.wireName());
        }
      }
    }
    Map<String, ListConsumerGroupOffsetsSpec> wanted = new HashMap<>();
    serviceByGroup.keySet().forEach(id -> wanted.put(id, new ListConsumerGroupOffsetsSpec()));
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
        admin.listConsumerGroupOffsets(wanted).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Map<TopicPartition, Long> ends = ends(admin, committed);
    Map<String, Long> lags = new TreeMap<>();
    committed.forEach(
        (group, offsets) ->
            offsets.forEach(
                (partition, offset) -> {
                  if (offset != null && ends.containsKey(partition)) {
                    long lag = Math.max(0, ends.get(partition) - offset.offset());
                    lags.merge(serviceByGroup.get(group), lag, Long::sum);
                  }
                }));
    return lags;
  }

  private static Map<TopicPartition, Long> ends(
      Admin admin, Map<String, Map<TopicPartition, OffsetAndMetadata>> committed)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    List.copyOf(committed.values())
        .forEach(
            offsets -> offsets.keySet().forEach(key -> partitions.put(key, OffsetSpec.latest())));
    Map<TopicPartition, ListOffsetsResultInfo> found =
        admin.listOffsets(partitions).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Map<TopicPartition, Long> ends = new HashMap<>();
    found.forEach((partition, info) -> ends.put(partition, info.offset()));
    return ends;
  }
}
