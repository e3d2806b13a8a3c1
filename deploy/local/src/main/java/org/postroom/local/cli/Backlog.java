package org.postroom.local.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.postroom.contract.message.EventEnvelope;

/**
 * Events of several topics on their way into one order: by time, but never against the order of
 * their own topic. Holds a bounded number of them, if its owner pauses what is full.
 */
final class Backlog {
  private static final int FULL = 1_000;

  private final Map<TopicPartition, Deque<EventEnvelope>> waiting = new HashMap<>();

  Backlog(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
  }

  void add(TopicPartition partition, EventEnvelope event) {
    waiting.get(partition).add(event);
  }

  /**
   * Takes the events whose place is certain: nothing earlier can come from a topic that is read to
   * its end, or that has a later event waiting.
   */
  List<EventEnvelope> inOrder(Set<TopicPartition> readToTheEnd) {
    List<EventEnvelope> events = new ArrayList<>();
    while (true) {
      Deque<EventEnvelope> earliest = null;
      for (Map.Entry<TopicPartition, Deque<EventEnvelope>> queue : waiting.entrySet()) {
        EventEnvelope head = queue.getValue().peek();
        if (head == null) {
          if (!readToTheEnd.contains(queue.getKey())) {
            return events;
          }
        } else if (earliest == null || head.time().isBefore(earliest.element().time())) {
          earliest = queue.getValue();
        }
      }
      if (earliest == null) {
        return events;
      }
      events.add(earliest.remove());
    }
  }

  boolean isEmpty() {
    return waiting.values().stream().allMatch(Deque::isEmpty);
  }

  List<TopicPartition> full() {
    return waiting.keySet().stream().filter(this::isFull).toList();
  }

  List<TopicPartition> notFull() {
    return waiting.keySet().stream().filter(partition -> !isFull(partition)).toList();
  }

  private boolean isFull(TopicPartition partition) {
    return waiting.get(partition).size() >= FULL;
  }
}
