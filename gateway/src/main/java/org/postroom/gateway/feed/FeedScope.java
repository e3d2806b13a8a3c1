package org.postroom.gateway.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.postroom.contract.operation.BoundedContext;

/**
 * What is followed.
 *
 * @param account who owns the organization
 * @param contexts whose events are wanted
 * @param partition where the organization is in every topic
 */
record FeedScope(
    String organizationId, String account, Set<BoundedContext> contexts, int partition) {

  /** The scope among so many partitions, which producers choose by the record's key. */
  static FeedScope of(
      String organizationId, String account, Set<BoundedContext> contexts, int partitions) {
    int hash = Utils.toPositive(Utils.murmur2(organizationId.getBytes(UTF_8)));
    return new FeedScope(organizationId, account, Set.copyOf(contexts), hash % partitions);
  }

  TopicPartition partitionOf(BoundedContext context) {
    return new TopicPartition(context.eventTopic(), partition);
  }
}
