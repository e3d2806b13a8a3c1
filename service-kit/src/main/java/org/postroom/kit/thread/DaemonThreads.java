package org.postroom.kit.thread;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads that do not keep the service from ending. */
public final class DaemonThreads {
  private DaemonThreads() {}

  /** Of this name: for one thread. */
  public static ThreadFactory named(String name) {
    return task -> daemon(task, name);
  }

  /** Of this name and a number from 1 on: for many threads. */
  public static ThreadFactory numbered(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> daemon(task, name + "-" + number.incrementAndGet());
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
