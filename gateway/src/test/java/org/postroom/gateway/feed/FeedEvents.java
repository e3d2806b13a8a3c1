package org.postroom.gateway.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;

/** Events as services put them on topics. */
final class FeedEvents {
  static final String ACCOUNT = "123456789012";
  static final String OWN = "m-0123456789abcdef0123456789abcdef";
  static final Instant TIME = Instant.parse("2026-11-23T06:00:00Z");

  private FeedEvents() {}

  /** An event whose time grows with its number. */
  static EventEnvelope event(
      BoundedContext context, String organization, String account, long epoch, long sequence) {
    return event(context, organization, account, epoch, sequence, "ä\\n");
  }

  /** As {@link #event(BoundedContext, String, String, long, long)}, with more or less in it. */
  static EventEnvelope event(
      BoundedContext context,
      String organization,
      String account,
      long epoch,
      long sequence,
      String note) {
    return new EventEnvelope(
        context.wireName() + '-' + organization + '-' + epoch + '-' + sequence,
        "/postroom/" + context.wireName(),
        "org.postroom." + context.wireName() + ".UserDeleted.v1",
        TIME.plusSeconds(sequence),
        organization,
        account,
        epoch,
        sequence,
        "c-" + sequence,
        ("{\"UserId\":\"u-" + sequence + "\",\"Note\":\"" + note + "\"}").getBytes(UTF_8));
  }

  /** A snapshot within an epoch begins. */
  static EventEnvelope retellingStarts(BoundedContext context, long epoch, long sequence) {
    EventEnvelope plain = event(context, OWN, ACCOUNT, epoch, sequence);
    return new EventEnvelope(
        plain.id(),
        plain.source(),
        "org.postroom." + context.wireName() + ".OrganizationSnapshotStarted.v1",
        plain.time(),
        OWN,
        ACCOUNT,
        epoch,
        sequence,
        plain.causationId(),
        true,
        plain.data());
  }

  static ConsumerRecord<String, byte[]> record(
      BoundedContext context, int partition, long offset, EventEnvelope event) {
    RecordHeaders headers = new RecordHeaders();
    event.headers().forEach(headers::add);
    return new ConsumerRecord<>(
        context.eventTopic(),
        partition,
        offset,
        0,
        TimestampType.CREATE_TIME,
        event.organizationId().length(),
        event.data().length,
        event.organizationId(),
        event.data(),
        headers,
        Optional.empty());
  }

  static ProducerRecord<String, byte[]> published(BoundedContext context, EventEnvelope event) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(context.eventTopic(), event.organizationId(), event.data());
    event.headers().forEach(record.headers()::add);
    return record;
  }
}
