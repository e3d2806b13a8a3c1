package org.postroom.kit.audit;

import java.util.List;
import java.util.function.LongFunction;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.postroom.kit.lane.Lane;

/**
 * Publishes the audit records of one lane in their order, as its present owner sees it: at once
 * those that were committed just now, and from the database those that could not be sent then. Used
 * by the lane's worker thread; acknowledgements come on another one.
 */
public final class LaneAudit {
  private static final Logger LOG = Logger.getLogger(LaneAudit.class);

  /** Most rows that are read, or under way, at once. */
  public static final int PAGE = 500;

  private static final long PAUSE_NANOS = 1_000_000_000L;

  private final Lane lane;
  private final AuditPublisher publisher;
  private Runnable wake = () -> {};
  private Flight flight = new Flight(0);
  private volatile long committed;
  private volatile long notBefore = System.nanoTime();

  public LaneAudit(Lane lane, AuditPublisher publisher) {
    this.lane = lane;
    this.publisher = publisher;
  }

  /** Whom to tell that there is something to {@linkplain #catchUp catch up}. */
  public void onFailure(Runnable wake) {
    this.wake = wake;
  }

  /** Begins anew behind what is known to be published. */
  public void begin(long acknowledged, long committed) {
    flight = new Flight(acknowledged);
    this.committed = committed;
  }

  /** Every row up to this position is published. */
  public long acknowledged() {
    return flight.acknowledged;
  }

  /** How many rows are not known to be published. */
  public long unpublished() {
    return Math.max(0, committed - flight.acknowledged);
  }

  /** Sends rows that were committed just now, unless something before them is not sent. */
  public void publish(List<AuditRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    boolean follows = flight.sent == committed && isGoingWell();
    committed = rows.get(rows.size() - 1).position();
    if (follows && flight.sent - flight.acknowledged < PAGE) {
      send(rows);
    }
  }

  /** Whether there is something in the database to be sent. */
  public boolean isBehind() {
    return flight.sent < committed || !isGoingWell();
  }

  /**
   * Sends some of what is in the database, as much as may be under way.
   *
   * @param read rows after a position, in order, {@link #PAGE} at most
   */
  public void catchUp(LongFunction<List<AuditRow>> read) {
    if (System.nanoTime() < notBefore) {
      return;
    }
    if (!isGoingWell()) {
      flight = new Flight(flight.acknowledged);
    }
    if (flight.sent - flight.acknowledged >= PAGE || flight.sent >= committed) {
      return;
    }
    List<AuditRow> rows = read.apply(flight.sent);
    if (rows.isEmpty()) {
      // What an operator wanted again is older than what is kept.
      flight = new Flight(committed);
    } else {
      send(rows);
    }
  }

  private boolean isGoingWell() {
    return !flight.failed && (flight.session == null || !flight.session.isOver());
  }

  private void send(List<AuditRow> rows) {
    Flight its = flight;
    try {
      if (its.session == null) {
        its.session = publisher.session();
      }
      its.sent = rows.get(rows.size() - 1).position();
      if (!its.session.send(rows, lane.partition(), its::acknowledge, () -> failed(its))) {
        failed(its);
      }
    } catch (KafkaException e) {
      LOG.warnf("Audit records are published later; lane=%s cause=%s", lane, e);
      failed(its);
    }
  }

  private void failed(Flight its) {
    its.failed = true;
    notBefore = System.nanoTime() + PAUSE_NANOS;
    wake.run();
  }

  /** What is under way by one session. */
  private static final class Flight {
    private AuditPublisher.Session session;
    private long sent;
    private volatile long acknowledged;
    private volatile boolean failed;

    Flight(long acknowledged) {
      this.sent = acknowledged;
      this.acknowledged = acknowledged;
    }

    void acknowledge(long position) {
      if (!failed) {
        acknowledged = position;
      }
    }
  }
}
