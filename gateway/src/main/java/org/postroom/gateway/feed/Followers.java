package org.postroom.gateway.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/** Those who follow at the moment: so many of each account and in all. Safe for concurrent use. */
final class Followers {
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final int bound;
  private final int perAccount;
  private final Set<Follower> all = new LinkedHashSet<>();
  private final Map<String, Integer> byAccount = new HashMap<>();
  private boolean ended;

  Followers(int bound, int perAccount) {
    this.bound = bound;
    this.perAccount = perAccount;
  }

  /** Somebody who follows. */
  interface Follower {
    /** Whose key he has. */
    String account();

    /** Whether he has a stream; else he polls. */
    boolean isStream();

    /** Takes leave of him, on any thread: the gateway stops. */
    void end();
  }

  /**
   * Takes somebody in.
   *
   * @throws OperationRejected ThrottlingException when there are too many, ServiceUnavailable when
   *     the gateway stops
   */
  synchronized void join(Follower follower) {
    if (ended) {
      throw new OperationRejected(
          ErrorCode.SERVICE_UNAVAILABLE, "This gateway stops; please try again.");
    }
    if (all.size() >= bound || byAccount.getOrDefault(follower.account(), 0) >= perAccount) {
      throw new OperationRejected(ErrorCode.THROTTLING, "Rate exceeded");
    }
    all.add(follower);
    byAccount.merge(follower.account(), 1, Integer::sum);
  }

  /** Lets somebody go; again does nothing. */
  synchronized void leave(Follower follower) {
    if (all.remove(follower)) {
      byAccount.computeIfPresent(
          follower.account(), (account, count) -> count == 1 ? null : count - 1);
      notifyAll();
    }
  }

  synchronized int count(boolean streams) {
    return (int) all.stream().filter(follower -> follower.isStream() == streams).count();
  }

  /** Takes leave of all, and takes nobody in any more. */
  void endAll() {
    List<Follower> now;
    synchronized (this) {
      ended = true;
      now = List.copyOf(all);
    }
    now.forEach(Follower::end);
  }

  /** Waits until all are gone, for a moment at most. */
  synchronized void awaitNone() throws InterruptedException {
    long until = System.nanoTime() + FAREWELL.toNanos();
    while (!all.isEmpty() && System.nanoTime() - until < 0) {
      wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
    }
  }
}
