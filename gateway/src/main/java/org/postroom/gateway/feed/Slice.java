package org.postroom.gateway.feed;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;

/**
 * One context's part of a page while it is gathered: the organization's events after a position, in
 * the order of (epoch, sequence), without what was delivered before, up to a number and an amount,
 * and up to the first gap. Not safe for concurrent use.
 */
final class Slice {
  private static final Logger LOG = Logger.getLogger(Slice.class);

  /** Bytes after which a slice takes no further event. */
  private static final long FULL_BYTES = 256 * 1024;

  private static final String SNAPSHOT_STARTED = ".OrganizationSnapshotStarted.v1";

  /**
   * An event with the positions right before and right after it.
   *
   * @param before all that comes before the event was seen
   */
  record Entry(EventEnvelope event, Position before, Position after) {}

  private final BoundedContext context;
  private final FeedScope scope;
  private final int limit;
  private final List<Entry> entries = new ArrayList<>();
  private Position position;
  private long bytes;
  private Gap gap;
  private boolean full;
  private boolean atEnd;

  Slice(BoundedContext context, FeedScope scope, Position from, int limit) {
    this.context = context;
    this.scope = scope;
    this.position = from;
    this.limit = limit;
  }

  BoundedContext context() {
    return context;
  }

  FeedScope scope() {
    return scope;
  }

  /** Up to where everything has been seen. */
  Position position() {
    return position;
  }

  /** Starts somewhere else, before anything was added. */
  void start(Position from) {
    position = from;
  }

  /** Whether it takes nothing any more. */
  boolean isFull() {
    return full;
  }

  /** Takes the next record of the partition; the caller stops when it is full. */
  void add(ConsumerRecord<String, byte[]> record) {
    if (full || record.offset() < position.offset()) {
      return;
    }
    if (scope.organizationId().equals(record.key())) {
      EventEnvelope event = read(record);
      if (event != null) {
        add(record.offset(), event);
      }
    }
    if (!full) {
      position = position.at(record.offset() + 1);
    }
  }

  private void add(long offset, EventEnvelope event) {
    if (position.isPast(event.epoch(), event.sequence())) {
      return;
    }
    boolean tellsAll = event.retold() && event.type().endsWith(SNAPSHOT_STARTED);
    if (position.isBeginning() && event.sequence() != 1 && !tellsAll) {
      // The topic begins in the middle: a snapshot that follows tells what came before.
      return;
    }
    Position before = position.at(offset);
    if (!position.isBeginning() && !position.isNext(event.epoch(), event.sequence())) {
      full = true;
      if (entries.isEmpty()) {
        gap = Gap.of(context.wireName(), position, event.epoch(), event.sequence());
        // Who goes on from here has been told.
        before = new Position(position.topicId(), offset, event.epoch(), event.sequence() - 1);
      }
      position = before;
      return;
    }
    position = position.after(offset, event.epoch(), event.sequence());
    entries.add(new Entry(event, before, position));
    bytes += event.data().length;
    full = entries.size() >= limit || bytes >= FULL_BYTES;
  }

  /** Everything before this offset was seen. */
  void passedTo(long offset) {
    if (!full && offset > position.offset()) {
      position = position.at(offset);
    }
  }

  /** There was nothing behind the position when this was gathered. */
  void reachedEnd() {
    atEnd = !full;
  }

  boolean isAtEnd() {
    return atEnd;
  }

  List<Entry> entries() {
    return entries;
  }

  /** What is missing before the first event; null when nothing is. */
  Gap gap() {
    return gap;
  }

  /**
   * One that is no event cannot be told; the next one's sequence says that something is missing.
   */
  private EventEnvelope read(ConsumerRecord<String, byte[]> record) {
    EventEnvelope event;
    try {
      event =
          EventEnvelope.read(
              name -> {
                Header header = record.headers().lastHeader(name);
                return header == null ? null : header.value();
              },
              record.value());
    } catch (IllegalArgumentException e) {
      LOG.errorf(
          "Record on an event topic is no event: topic=%s partition=%d offset=%d",
          record.topic(), record.partition(), record.offset());
      return null;
    }
    if (!event.organizationId().equals(scope.organizationId()) || isAnothers(event.account())) {
      throw new IllegalStateException(
          "an event of another tenant is at offset " + record.offset() + " of " + record.topic());
    }
    return event;
  }

  /** Where a service did not know whose organization it is, the event names no account. */
  private boolean isAnothers(String account) {
    return account.length() == scope.account().length() && !account.equals(scope.account());
  }
}
