package org.postroom.kit.lane;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.postroom.kit.audit.AuditTable;
import org.postroom.kit.database.Infrastructure;
import org.postroom.kit.database.Sql;
import org.postroom.kit.outbox.OutboxTable;

/** The serial worker of one assigned lane: a plain thread that may block. */
final class LaneWorker implements Runnable {
  private static final Logger LOG = Logger.getLogger(LaneWorker.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  /** Between two steps of housekeeping that has much to do; commands go in between. */
  private static final long BETWEEN_STEPS_MILLIS = 100;

  /** What a worker asks of the polling thread. */
  interface Fetching {
    /** Fetch nothing until told from where. */
    void hold(LaneWorker worker);

    /** Fetch from this offset on; open the worker's queue once nothing older can come. */
    void from(LaneWorker worker, long offset);

    /** The worker's queue has room again. */
    void resume(LaneWorker worker);
  }

  private final OwnedLane owned;
  private final LaneProcessor processor;
  private final LaneSurroundings with;
  private final BatchBounds bounds;
  private final Fetching fetching;
  private final LaneQueue queue = new LaneQueue();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private volatile LaneStatus status = LaneStatus.TAKING_OVER;
  private volatile boolean takeOverAsked = true;
  private volatile boolean housekeepingAsked;
  private volatile long lag;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private long nextHousekeeping;

  LaneWorker(
      Lane lane,
      LaneProcessor processor,
      LaneSurroundings with,
      BatchBounds bounds,
      Fetching fetching) {
    this.owned = new OwnedLane(lane, with);
    owned.audit().onFailure(queue::wake);
    this.processor = processor;
    this.with = with;
    this.bounds = bounds;
    this.fetching = fetching;
    this.thread = new Thread(this, "lane-" + lane);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  Lane lane() {
    return owned.lane();
  }

  OwnedLane owned() {
    return owned;
  }

  LaneQueue queue() {
    return queue;
  }

  LaneStatus status() {
    return status;
  }

  /** How many records are not consumed yet, as last measured. */
  long lag() {
    return lag;
  }

  void measure(long records) {
    lag = records;
  }

  /** The fetched position is no good, or another reason to begin again. */
  void askTakeOver() {
    takeOverAsked = true;
    queue.wake();
  }

  void askHousekeeping() {
    housekeepingAsked = true;
    queue.wake();
  }

  /** Ends after the current batch. */
  void stop() {
    stopping.countDown();
    queue.close();
    queue.wake();
  }

  /** Waits for the end; after the bound it interrupts the thread and leaves it to the lock. */
  void awaitEnd(Duration bound) {
    try {
      if (!ended.await(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warnf("A lane's batch did not end in time; lane=%s", lane());
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      while (!isStopping()) {
        step();
      }
    } catch (InterruptedException e) {
      LOG.debugf("A lane's worker was interrupted; lane=%s", lane());
    } finally {
      status = LaneStatus.STOPPED;
      ended.countDown();
    }
  }

  private void step() throws InterruptedException {
    try {
      if (takeOverAsked) {
        takeOver();
      }
      long untilHousekeeping = nextHousekeeping - System.currentTimeMillis();
      List<ConsumerRecord<String, byte[]>> batch =
          queue.take(bounds.records(), bounds.bytes(), Math.max(1, waitAtMost(untilHousekeeping)));
      fetching.resume(this);
      List<ConsumerRecord<String, byte[]>> fresh =
          batch.stream().filter(record -> record.offset() >= owned.position()).toList();
      if (!fresh.isEmpty() && !isStopping()) {
        processor.process(owned, fresh);
        if (owned.position() <= fresh.get(fresh.size() - 1).offset()) {
          throw new IllegalStateException("records were passed over without a new position");
        }
      }
      if (owned.audit().isBehind()) {
        owned.catchUpAudit();
      }
      if (untilHousekeeping <= 0 || housekeepingAsked) {
        keepHouse();
      }
      status = LaneStatus.RUNNING;
      pauseMillis = FIRST_PAUSE_MILLIS;
    } catch (PositionMoved e) {
      LOG.warnf("A lane is read again: %s", e.getMessage());
      takeOverAsked = true;
    } catch (RuntimeException e) {
      if (Thread.interrupted() || isStopping()) {
        throw new InterruptedException();
      }
      pause(e);
    }
  }

  private long waitAtMost(long untilHousekeeping) {
    return owned.audit().isBehind()
        ? Math.min(BETWEEN_STEPS_MILLIS, untilHousekeeping)
        : untilHousekeeping;
  }

  private void takeOver() {
    status = LaneStatus.TAKING_OVER;
    takeOverAsked = false;
    queue.close();
    fetching.hold(this);
    new TakeOver(owned).run();
    nextHousekeeping = 0;
    fetching.from(this, owned.position());
  }

  private void keepHouse() {
    housekeepingAsked = false;
    TakeOver again = new TakeOver(owned);
    again.republishIfAsked();
    again.resend(owned.acknowledged(), true);
    int pruned =
        owned.read(session -> with.outbox().prune(Sql.of(session), lane(), owned.acknowledged()));
    long published = owned.audit().acknowledged();
    int records =
        published == 0
            ? 0
            : owned.read(
                session ->
                    AuditTable.prune(Sql.of(session), lane(), published, with.clock().instant()));
    boolean isMoreLeft =
        processor.keepHouse(owned)
            || pruned == OutboxTable.PRUNED_AT_ONCE
            || records == OutboxTable.PRUNED_AT_ONCE;
    nextHousekeeping =
        System.currentTimeMillis()
            + (isMoreLeft ? BETWEEN_STEPS_MILLIS : with.housekeeping().toMillis());
  }

  private void pause(RuntimeException failure) throws InterruptedException {
    takeOverAsked = true;
    boolean surroundings = Infrastructure.isToBlame(failure);
    status = surroundings ? LaneStatus.DEPENDENCY_AWAY : LaneStatus.FAILING;
    with.meters().counter("postroom.lane.pauses", "topic", lane().topic()).increment();
    if (surroundings) {
      LOG.warnf(
          "A lane pauses, database or broker are away; lane=%s millis=%d cause=%s",
          lane(), pauseMillis, failure);
    } else {
      LOG.errorf(
          failure,
          "A lane cannot go on and is tried again; lane=%s millis=%d",
          lane(),
          pauseMillis);
    }
    stopping.await(pauseMillis, TimeUnit.MILLISECONDS);
    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }
}
