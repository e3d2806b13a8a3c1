package org.postroom.gateway.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The last records of one partition, for all who follow an organization in it: at most so many
 * bytes, the oldest go first. Safe for concurrent use.
 */
final class Ring {
  /** What a record takes beside its value: headers and objects. */
  private static final int OVERHEAD = 768;

  private final long bound;
  private final Deque<ConsumerRecord<String, byte[]>> records = new ArrayDeque<>();
  private final Map<String, List<Watch>> watches = new HashMap<>();
  private boolean ready;
  private String topicId = "";
  private long start;
  private long end;
  private long bytes;

  Ring(long bound) {
    this.bound = bound;
  }

  synchronized boolean isReady() {
    return ready;
  }

  /** Begins at this offset, without anything; whoever watches is woken to look for himself. */
  void begin(String id, long offset) {
    List<Runnable> woken = new ArrayList<>();
    synchronized (this) {
      clear();
      ready = true;
      topicId = id;
      start = offset;
      end = offset;
      watches.values().forEach(all -> all.forEach(watch -> woken.add(watch.wake)));
    }
    woken.forEach(Runnable::run);
  }

  /** Holds nothing until it begins again. */
  synchronized void reset() {
    clear();
    watches.values().forEach(all -> all.forEach(watch -> watch.unbroken = false));
  }

  private void clear() {
    ready = false;
    records.clear();
    bytes = 0;
  }

  /** Takes what was read, in order, up to an offset. */
  void append(List<ConsumerRecord<String, byte[]>> read, long nextOffset) {
    List<Runnable> woken = new ArrayList<>();
    synchronized (this) {
      for (ConsumerRecord<String, byte[]> record : read) {
        records.addLast(record);
        bytes += size(record);
        for (Watch watch : watches.getOrDefault(record.key(), List.of())) {
          if (watch.first < 0 && record.offset() >= watch.offset) {
            watch.first = record.offset();
            woken.add(watch.wake);
          }
        }
      }
      end = Math.max(end, nextOffset);
      while (bytes > bound) {
        ConsumerRecord<String, byte[]> oldest = records.removeFirst();
        bytes -= size(oldest);
        start = oldest.offset() + 1;
      }
    }
    woken.forEach(Runnable::run);
  }

  private static long size(ConsumerRecord<String, byte[]> record) {
    return OVERHEAD + Math.max(0, record.serializedValueSize());
  }

  /** Fills a slice; false when it must be read from Kafka, because it begins before this does. */
  synchronized boolean fill(Slice slice) {
    if (!ready) {
      return false;
    }
    Position from = slice.position().in(topicId);
    if (from.offset() == Position.AT_END) {
      from = from.at(end);
    }
    if (from.offset() < start || from.offset() > end) {
      return false;
    }
    slice.start(from);
    for (ConsumerRecord<String, byte[]> record : records) {
      if (slice.isFull()) {
        return true;
      }
      slice.add(record);
    }
    slice.passedTo(end);
    slice.reachedEnd();
    return true;
  }

  /**
   * Watches for an organization's next record at or behind an offset. It is woken at once when
   * there is one already, or when what lies behind the offset is not known here.
   */
  Watch watch(String organizationId, long offset, Runnable wake) {
    Watch watch = new Watch(organizationId, offset, wake);
    boolean at = false;
    synchronized (this) {
      watch.unbroken = ready && offset >= start;
      if (ready) {
        at = offset < start;
        for (ConsumerRecord<String, byte[]> record : records) {
          if (record.offset() >= offset && organizationId.equals(record.key())) {
            watch.first = record.offset();
            at = true;
            break;
          }
        }
      }
      watches.computeIfAbsent(organizationId, key -> new ArrayList<>(1)).add(watch);
    }
    if (at) {
      wake.run();
    }
    return watch;
  }

  /** One follower's eye on the ring. */
  final class Watch {
    private final String organizationId;
    private final long offset;
    private final Runnable wake;
    private long first = -1;
    private boolean unbroken;

    private Watch(String organizationId, long offset, Runnable wake) {
      this.organizationId = organizationId;
      this.offset = offset;
      this.wake = wake;
    }

    /** Ends it, and says up to which offset there was nothing for it. */
    long close() {
      synchronized (Ring.this) {
        List<Watch> all = watches.getOrDefault(organizationId, List.of());
        all.remove(this);
        if (all.isEmpty()) {
          watches.remove(organizationId);
        }
        if (first >= 0) {
          return first;
        }
        return unbroken ? Math.max(offset, end) : offset;
      }
    }
  }
}
