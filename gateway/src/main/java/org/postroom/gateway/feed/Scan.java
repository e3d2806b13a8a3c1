package org.postroom.gateway.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.postroom.contract.operation.BoundedContext;

/**
 * Reads slices from Kafka, wherever they begin, until each is full or at the end, or a bound is
 * reached. What is found then is kept: the next one goes on behind it.
 */
final class Scan {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<String, byte[]> consumer;
  private final int recordBound;
  private final Duration timeBound;

  /**
   * @param recordBound records that are looked at, of other organizations too
   * @param timeBound how long it goes on
   */
  Scan(Consumer<String, byte[]> consumer, int recordBound, Duration timeBound) {
    this.consumer = consumer;
    this.recordBound = recordBound;
    this.timeBound = timeBound;
  }

  /** Fills the slices; blocks. */
  void fill(List<Slice> slices, Map<BoundedContext, String> topicIds) {
    Map<TopicPartition, Slice> open = new HashMap<>();
    slices.forEach(slice -> open.put(slice.scope().partitionOf(slice.context()), slice));
    consumer.assign(open.keySet());
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(open.keySet());
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(open.keySet());
      open.entrySet()
          .removeIf(
              one -> {
                TopicPartition partition = one.getKey();
                Slice slice = one.getValue();
                slice.start(
                    place(
                        slice.position().in(topicIds.get(slice.context())),
                        beginnings.get(partition),
                        ends.get(partition)));
                consumer.seek(partition, slice.position().offset());
                return isDone(partition, slice, ends);
              });
      read(open, ends);
    } finally {
      consumer.unsubscribe();
    }
  }

  /**
   * Where reading can begin. What has expired cannot be read, and behind the end there is nothing
   * known, so that everything is read again; whether something is missing, the sequences say.
   */
  private static Position place(Position wanted, long beginning, long end) {
    if (wanted.offset() == Position.AT_END) {
      return wanted.at(end);
    }
    return wanted.offset() < beginning || wanted.offset() > end ? wanted.at(beginning) : wanted;
  }

  private void read(Map<TopicPartition, Slice> open, Map<TopicPartition, Long> ends) {
    long deadline = System.nanoTime() + timeBound.toNanos();
    int seen = 0;
    while (!open.isEmpty() && seen < recordBound && System.nanoTime() - deadline < 0) {
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      seen += records.count();
      open.entrySet()
          .removeIf(
              one -> {
                for (ConsumerRecord<String, byte[]> record : records.records(one.getKey())) {
                  if (!one.getValue().isFull()) {
                    one.getValue().add(record);
                  }
                }
                one.getValue().passedTo(consumer.position(one.getKey()));
                return isDone(one.getKey(), one.getValue(), ends);
              });
    }
  }

  private boolean isDone(TopicPartition partition, Slice slice, Map<TopicPartition, Long> ends) {
    if (!slice.isFull() && slice.position().offset() >= ends.get(partition)) {
      slice.reachedEnd();
    } else if (!slice.isFull()) {
      return false;
    }
    consumer.pause(List.of(partition));
    return true;
  }
}
