package org.postroom.mailserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;

/**
 * Reads all of the directory's events from the first one on, at every start: nothing is remembered,
 * so nothing can be out of step.
 */
final class EventFollower implements Runnable {
  /** Also how long somebody who asks may wait before it is looked at. */
  private static final Duration POLL = Duration.ofMillis(50);

  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(2);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<EventEnvelope> sink;
  private final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
  private final List<Goal> goals = new ArrayList<>();

  EventFollower(String bootstrapServers, Consumer<EventEnvelope> sink) {
    this.sink = sink;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Reads for ever; whatever is thrown ends it. */
  @Override
  public void run() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(BoundedContext.DIRECTORY.eventTopic()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    while (true) {
      consumer.poll(POLL).forEach(record -> sink.accept(event(record)));
      answer(partitions);
    }
  }

  /**
   * Waits until everything that had happened before this call is known.
   *
   * @return false when that took longer than the given time
   */
  boolean catchUp(Duration patience) {
    CompletableFuture<Void> question = new CompletableFuture<>();
    asked.add(question);
    try {
      question.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      question.cancel(false);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void answer(Collection<TopicPartition> partitions) {
    if (!asked.isEmpty()) {
      // Who asks from now on needs an end that is newer than the one we are about to learn.
      int earlier = asked.size();
      try {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, BROKER_PATIENCE);
        for (int i = 0; i < earlier; i++) {
          goals.add(new Goal(asked.poll(), ends));
        }
      } catch (org.apache.kafka.common.errors.TimeoutException e) {
        // The broker is away; who asks gives up after a while.
      }
    }
    goals.removeIf(
        goal -> {
          boolean reached =
              goal.ends().entrySet().stream()
                  .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
          if (reached) {
            goal.question().complete(null);
          }
          return reached || goal.question().isDone();
        });
  }

  private static EventEnvelope event(ConsumerRecord<byte[], byte[]> record) {
    return EventEnvelope.read(
        name -> {
          Header header = record.headers().lastHeader(name);
          return header == null ? null : header.value();
        },
        record.value());
  }

  private record Goal(CompletableFuture<Void> question, Map<TopicPartition, Long> ends) {}
}
