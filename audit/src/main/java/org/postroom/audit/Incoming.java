package org.postroom.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What waits to be written, bounded: an entry counts from when it comes until it is {@linkplain
 * #release released}.
 */
final class Incoming {
  private static final int MOST_AT_ONCE = 1_000;

  private final int most;
  private final Deque<Pending> queue = new ArrayDeque<>();
  private int held;
  private boolean closed;

  Incoming(int most) {
    this.most = most;
  }

  /** Why something is not taken; null when it is. */
  synchronized String offer(Pending pending) {
    if (closed) {
      return "the audit writer is closed";
    }
    if (held >= most) {
      return "too many audit records are waiting";
    }
    held++;
    queue.add(pending);
    notifyAll();
    return null;
  }

  /** Counts something that the writer itself adds. */
  synchronized void hold() {
    held++;
  }

  /** Something is safe, or was refused before it got a number. */
  synchronized void release() {
    held--;
  }

  /** What has come, or nothing after a moment; null when there is nothing and nothing will come. */
  synchronized List<Pending> take(long millis) {
    if (queue.isEmpty() && !closed) {
      try {
        wait(millis);
      } catch (InterruptedException e) {
        closed = true;
      }
    }
    if (queue.isEmpty() && closed) {
      return null;
    }
    List<Pending> fresh = new ArrayList<>();
    while (!queue.isEmpty() && fresh.size() < MOST_AT_ONCE) {
      fresh.add(queue.poll());
    }
    return fresh;
  }

  /** Takes nothing more; returns false when it was closed before. */
  synchronized boolean close() {
    boolean first = !closed;
    closed = true;
    notifyAll();
    return first;
  }
}
