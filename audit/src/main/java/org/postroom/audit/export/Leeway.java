package org.postroom.audit.export;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What an export goes on in spite of, each by an operator's word.
 *
 * @param mayExpire whether the topic keeps its records for some time only: what was there before
 *     where a partition begins is not waited for
 * @param continueAt entries, by writer, before which others are missing for good
 * @param leaveOut places, as {@code PARTITION:OFFSET}, whose entries are not exported and do not
 *     count: forged ones
 */
public record Leeway(boolean mayExpire, Map<String, Long> continueAt, Set<String> leaveOut) {
  /** No leeway. */
  public static final Leeway NONE = new Leeway(false, Map.of(), Set.of());

  public Leeway {
    continueAt = Map.copyOf(continueAt);
    leaveOut = Set.copyOf(leaveOut);
  }

  boolean leavesOut(TopicPartition partition, long offset) {
    return leaveOut.contains(place(partition, offset));
  }

  static String place(TopicPartition partition, long offset) {
    return partition.partition() + ":" + offset;
  }
}
