package org.postroom.examples.subscriber;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;

/**
 * Follows one organization through the events of all contexts. The application gets each event once
 * and in the order of its topic, save that what it got just before a crash comes again.
 */
final class Subscriber {
  private static final List<String> TOPICS =
      List.of(
          "directory.events.v1", "mail-domain.events.v1", "policy.events.v1", "export.events.v1");
  private static final Duration POLL = Duration.ofMillis(500);

  private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> kafka;
  private final String organizationId;
  private final Bookmark bookmark;
  private final Consumer<ConsumerRecord<String, byte[]>> application;

  Subscriber(
      org.apache.kafka.clients.consumer.Consumer<String, byte[]> kafka,
      String organizationId,
      Bookmark bookmark,
      Consumer<ConsumerRecord<String, byte[]>> application) {
    this.kafka = kafka;
    this.organizationId = organizationId;
    this.bookmark = bookmark;
    this.application = application;
  }

  /**
   * Goes on from the bookmark. Positions are its own, not a consumer group's: they belong to what
   * is made of the events.
   */
  void start() {
    List<TopicPartition> partitions = TOPICS.stream().map(this::partition).toList();
    kafka.assign(partitions);
    // Topics keep events for a while only. What has gone unread shows as a gap, if it matters.
    kafka
        .beginningOffsets(partitions)
        .forEach(
            (one, first) -> kafka.seek(one, Math.max(first, bookmark.of(one.topic()).offset())));
  }

  /** An organization is in one partition of each topic. */
  private TopicPartition partition(String topic) {
    int partitions = kafka.partitionsFor(topic).size();
    int hash = Utils.toPositive(Utils.murmur2(organizationId.getBytes(UTF_8)));
    return new TopicPartition(topic, hash % partitions);
  }

  /** Whether everything has been read that was there when this was asked. */
  boolean isAtEnd() {
    Map<TopicPartition, Long> ends = kafka.endOffsets(kafka.assignment());
    return ends.entrySet().stream().allMatch(end -> kafka.position(end.getKey()) >= end.getValue());
  }

  /**
   * Applies what has come since, and keeps how far that is.
   *
   * @throws EventsMissing when something was lost
   */
  void turn() throws IOException {
    var records = kafka.poll(POLL);
    for (ConsumerRecord<String, byte[]> record : records) {
      Place place = bookmark.of(record.topic());
      long next = record.offset() + 1;
      bookmark.put(
          record.topic(),
          organizationId.equals(record.key()) ? apply(record, place, next) : place.passed(next));
    }
    if (!records.isEmpty()) {
      bookmark.save();
    }
  }

  private Place apply(ConsumerRecord<String, byte[]> event, Place place, long next) {
    long epoch = Long.parseLong(header(event.headers(), "ce_epoch"));
    long sequence = Long.parseLong(header(event.headers(), "ce_sequence"));
    String type = header(event.headers(), "ce_type");
    boolean retold = event.headers().lastHeader("ce_retold") != null;
    Place.Verdict verdict = place.judge(type, epoch, sequence, retold);
    if (verdict == Place.Verdict.DROP) {
      return place.passed(next);
    }
    if (verdict == Place.Verdict.APPLY) {
      application.accept(event);
    }
    return place.after(verdict, type, epoch, sequence, next);
  }

  /** One attribute of the CloudEvent. */
  static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), UTF_8);
  }
}
