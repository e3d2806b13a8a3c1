package org.postroom.kit.lane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.postroom.kit.database.CommitUnknown;
import org.postroom.kit.database.Infrastructure;

/**
 * Group commit for lanes. A bounded number of transactions run at once; the lanes that wait
 * meanwhile share the next one, led by one of their threads. Sharing changes nothing for a lane: it
 * holds its own lock, its position was checked, and when the shared transaction fails because of
 * one of them, each is tried again in a transaction of its own, so that only the guilty one fails.
 */
public final class SharedTransactions {
  private final int atOnce;
  private final int mostRecords;
  private final Duration gather;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Share<?, ?>> waiting = new ArrayDeque<>();
  private int running;
  private int lastRecords;

  /**
   * @param atOnce how many shared transactions run at once
   * @param gather how long a transaction waits for more lanes while there is more than one caller
   * @param mostRecords how many records one of them handles at most, unless one lane brings more
   */
  public SharedTransactions(int atOnce, int mostRecords, Duration gather) {
    this.atOnce = atOnce;
    this.mostRecords = mostRecords;
    this.gather = gather;
  }

  /** The same bounds, shared with nobody. */
  SharedTransactions apart() {
    return new SharedTransactions(atOnce, mostRecords, gather);
  }

  /** Blocks until the share is committed, alone or with others; throws what kept it from being. */
  <T> Share.Committed<T> run(Share<?, T> share, LaneSurroundings with) {
    lock.lock();
    try {
      waiting.add(share);
      while (!share.isSettled()) {
        if (running < atOnce && !waiting.isEmpty()) {
          lead(with);
        } else {
          changed.await();
        }
      }
    } catch (InterruptedException e) {
      waiting.remove(share);
      Thread.currentThread().interrupt();
      throw new CommitUnknown(e);
    } finally {
      lock.unlock();
    }
    return share.isLeftOver() ? alone(share, with) : share.result();
  }

  /** As {@link #run}, in a transaction of its own that waits for the lane's lock. */
  <T> Share.Committed<T> alone(Share<?, T> share, LaneSurroundings with) {
    new SharedTransaction(with, List.of(share), true).run();
    return share.result();
  }

  private void lead(LaneSurroundings with) throws InterruptedException {
    running++;
    List<Share<?, ?>> group = new ArrayList<>();
    try {
      gather();
    } catch (InterruptedException e) {
      running--;
      changed.signalAll();
      throw e;
    }
    int records = 0;
    while (!waiting.isEmpty()
        && (group.isEmpty() || records + waiting.peek().records() <= mostRecords)) {
      records += waiting.peek().records();
      group.add(waiting.poll());
    }
    lastRecords = records;
    lock.unlock();
    RuntimeException failure = new CommitUnknown(null);
    try {
      new SharedTransaction(with, group, false).run();
      failure = null;
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      lock.lock();
      running--;
      settle(group, failure);
      changed.signalAll();
    }
  }

  /** Waits a moment for others, unless the last transaction showed that nobody else is there. */
  private void gather() throws InterruptedException {
    long left = gather.toNanos();
    while (lastRecords > 1 && left > 0) {
      left = changed.awaitNanos(left);
    }
  }

  /** When it is not known whose fault it was, nobody is failed: each is left over. */
  private static void settle(List<Share<?, ?>> group, RuntimeException failure) {
    if (failure != null && group.size() > 1 && !Infrastructure.isToBlame(failure)) {
      group.forEach(Share::leave);
    } else {
      group.forEach(share -> share.settle(failure));
    }
  }
}
