package org.postroom.kit.lane;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.audit.AuditTable;
import org.postroom.kit.audit.LaneAudit;
import org.postroom.kit.database.Sql;
import org.postroom.kit.outbox.OutboxRow;

/**
 * A lane as its present owner sees it; used by the lane's worker thread only.
 *
 * <p>Everything that is written on the lane's behalf goes through {@link #commit}: it locks the
 * lane's row, goes on only if the stored position is the one this process believes in, runs the
 * work, writes outbox rows and the new position in the same transaction, commits, and publishes the
 * outbox in order. Whoever has lost the lane without knowing it can therefore do nothing. A view's
 * consumer uses it like this:
 *
 * <pre>{@code
 * lane.commit(
 *     lookUps -> Uni.createFrom().voidItem(),
 *     (transaction, nothing) -> {
 *       transaction.moveTo(lastRecord.offset() + 1);
 *       transaction.publish(OutboxRecord.command(context, internalCommand));
 *       return applyTo(transaction.session());
 *     });
 * }</pre>
 */
public final class OwnedLane {
  private final Lane lane;
  private final LaneSurroundings with;
  private final LaneAudit audit;
  private volatile long position;
  private volatile long acknowledged;
  private volatile long publishingSince;
  private Runnable unanswered;

  OwnedLane(Lane lane, LaneSurroundings with) {
    this.lane = lane;
    this.with = with;
    this.audit = new LaneAudit(lane, with.publisher().audit());
  }

  /** Which lane. */
  public Lane lane() {
    return lane;
  }

  /** The offset of the next record to consume, as last read or written by this owner. */
  public long position() {
    return position;
  }

  /**
   * Runs a transaction on the lane's behalf, perhaps together with other lanes, and publishes what
   * it wants published.
   *
   * @param lookUp what it must know; asked in the lock's round trip, used in the work only
   * @param work runs once lock and position are sure; its failure rolls everything back. It may run
   *     again, in another transaction, when that of several lanes has failed
   * @throws PositionMoved nothing was written; the worker takes the lane over again
   * @throws RuntimeException the failure of the work, rolled back; or a failure of database or
   *     broker, with an outcome that may be unknown. {@link
   *     org.postroom.kit.database.Infrastructure#isToBlame} tells them apart
   */
  public <O, T> T commit(
      Function<LookUps, Uni<O>> lookUp, BiFunction<LaneTransaction, O, Uni<T>> work) {
    return commit(Company.ANY, 1, lookUp, work, value -> {});
  }

  /**
   * As {@link #commit(Function, BiFunction)}.
   *
   * @param company whether other lanes may share the transaction
   * @param records how many are handled, which bounds how many lanes share it
   * @param answer called once all is published: at once, or, when publishing failed, after the
   *     take-over that has published everything again
   */
  public <O, T> T commit(
      Company company,
      int records,
      Function<LookUps, Uni<O>> lookUp,
      BiFunction<LaneTransaction, O, Uni<T>> work,
      Consumer<T> answer) {
    with.moments().beforeTransaction(lane);
    Share<O, T> share =
        new Share<>(lane, records, position, acknowledged, audit.acknowledged(), lookUp, work);
    Share.Committed<T> done =
        company == Company.ANY
            ? with.transactions().run(share, with)
            : with.transactions().alone(share, with);
    position = done.position();
    unanswered = () -> answer.accept(done.value());
    with.moments().beforePublish(lane);
    audit.publish(done.auditRows());
    publish(done.rows());
    with.moments().afterPublish(lane);
    answer();
    return done.value();
  }

  /** With whom a lane may share a transaction. */
  public enum Company {
    /** With any other lane of the process. */
    ANY,
    /** With none: what is done takes locks of its own, or may fail. */
    NONE
  }

  /** Gives the answers that wait for the outbox to be published. */
  void answer() {
    Runnable waiting = unanswered;
    unanswered = null;
    if (waiting != null) {
      waiting.run();
    }
  }

  /** Reads outside any transaction of the lane. */
  public <T> T read(Function<Mutiny.Session, Uni<T>> work) {
    return with.database().await(with.database().read(work));
  }

  /** What the lane works with. */
  LaneSurroundings surroundings() {
    return with;
  }

  /** For how long the oldest row that is being published has been waiting, in milliseconds. */
  long outboxAgeMillis() {
    long since = publishingSince;
    return since == 0 ? 0 : with.clock().millis() - since;
  }

  long acknowledged() {
    return acknowledged;
  }

  void believe(long storedPosition, long outboxAcknowledged) {
    position = storedPosition;
    acknowledged = outboxAcknowledged;
  }

  /** The lane's audit records on their way to the topic. */
  LaneAudit audit() {
    return audit;
  }

  /** Sends audit records that could not be sent when they were written. */
  void catchUpAudit() {
    audit.catchUp(
        after -> read(session -> AuditTable.rows(Sql.of(session), lane, after, LaneAudit.PAGE)));
  }

  /** Publishes rows that follow all that was published before. */
  void publish(List<OutboxRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    publishingSince = with.clock().millis();
    with.publisher().publish(rows);
    publishingSince = 0;
    acknowledged = rows.get(rows.size() - 1).number();
  }

  /** Waits a moment, or less when interrupted. */
  static void pause(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }
}
