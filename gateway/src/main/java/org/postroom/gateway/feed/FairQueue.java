package org.postroom.gateway.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A queue from which accounts are served in turn, however much one of them has put in. Safe for
 * concurrent use.
 */
final class FairQueue<T> {
  private final Map<String, Deque<T>> byAccount = new LinkedHashMap<>();
  private boolean closed;

  /** Puts something at the end of the account's own queue. */
  synchronized void add(String account, T task) {
    byAccount.computeIfAbsent(account, key -> new ArrayDeque<>()).addLast(task);
    notify();
  }

  /** The next task; null when none has come for so long, or when it is closed. */
  synchronized T next(long millis) throws InterruptedException {
    if (byAccount.isEmpty() && !closed) {
      wait(millis);
    }
    Iterator<Map.Entry<String, Deque<T>>> accounts = byAccount.entrySet().iterator();
    if (!accounts.hasNext()) {
      return null;
    }
    Map.Entry<String, Deque<T>> first = accounts.next();
    String account = first.getKey();
    Deque<T> tasks = first.getValue();
    accounts.remove();
    T task = tasks.removeFirst();
    if (!tasks.isEmpty()) {
      byAccount.put(account, tasks);
    }
    return task;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
