package org.postroom.kit.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the polling thread has fetched for a lane and its worker has not taken. It is closed while
 * the worker takes the lane over, so that nothing fetched before the seek gets in.
 */
final class LaneQueue {
  private static final int FULL_RECORDS = 2_000;
  private static final long FULL_BYTES = 16L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<ConsumerRecord<String, byte[]>> records = new ArrayDeque<>();
  private long bytes;
  private boolean open;
  private boolean woken;

  /** Adds records in order; they are forgotten while the queue is closed. */
  void add(List<ConsumerRecord<String, byte[]>> fetched) {
    lock.lock();
    try {
      if (open) {
        for (ConsumerRecord<String, byte[]> record : fetched) {
          records.add(record);
          bytes += size(record);
        }
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the polling thread should pause. */
  boolean isFull() {
    lock.lock();
    try {
      return records.size() >= FULL_RECORDS || bytes >= FULL_BYTES;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the polling thread may resume. */
  boolean hasRoom() {
    lock.lock();
    try {
      return records.size() < FULL_RECORDS / 2 && bytes < FULL_BYTES / 2;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return records.size();
    } finally {
      lock.unlock();
    }
  }

  void open() {
    lock.lock();
    try {
      open = true;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets everything and takes nothing until it is opened. */
  void close() {
    lock.lock();
    try {
      open = false;
      records.clear();
      bytes = 0;
    } finally {
      lock.unlock();
    }
  }

  /** Ends a wait in {@link #take} early. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Everything that is there, within the bounds, once something is; empty when time is up. */
  List<ConsumerRecord<String, byte[]>> take(int most, long mostBytes, long waitMillis)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
      while (records.isEmpty() && !woken && left > 0) {
        left = changed.awaitNanos(left);
      }
      woken = false;
      List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
      long taken = 0;
      while (!records.isEmpty() && batch.size() < most) {
        long next = size(records.peek());
        if (!batch.isEmpty() && taken + next > mostBytes) {
          break;
        }
        batch.add(records.poll());
        taken += next;
        bytes -= next;
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private static long size(ConsumerRecord<String, byte[]> record) {
    return 200L + Math.max(0, record.serializedValueSize());
  }
}
