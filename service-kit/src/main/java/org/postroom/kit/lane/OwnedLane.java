package org.postroom.kit.lane;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.database.Sql;
import org.postroom.kit.outbox.OutboxRecord;
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
 *     transaction -> Uni.createFrom().voidItem(),
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
  private volatile long position;
  private volatile long acknowledged;
  private volatile long publishingSince;
  private Runnable unanswered;

  OwnedLane(Lane lane, LaneSurroundings with) {
    this.lane = lane;
    this.with = with;
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
   * Runs one transaction on the lane's behalf and publishes what it wants published.
   *
   * @param lookUp statements that may share the lock's round trip; they run after the lock is
   *     taken, but their results are to be used in the work only
   * @param work runs once lock and position are sure; its failure rolls everything back
   * @throws PositionMoved nothing was written; the worker takes the lane over again
   * @throws RuntimeException the failure of the work, rolled back; or a failure of database or
   *     broker, with an outcome that may be unknown. {@link
   *     org.postroom.kit.database.Infrastructure#isToBlame} tells them apart
   */
  public <O, T> T commit(
      Function<LaneTransaction, Uni<O>> lookUp, BiFunction<LaneTransaction, O, Uni<T>> work) {
    return commit(lookUp, work, value -> {});
  }

  /**
   * As {@link #commit(Function, BiFunction)}.
   *
   * @param answer called once all is published: at once, or, when publishing failed, after the
   *     take-over that has published everything again
   */
  public <O, T> T commit(
      Function<LaneTransaction, Uni<O>> lookUp,
      BiFunction<LaneTransaction, O, Uni<T>> work,
      Consumer<T> answer) {
    with.moments().beforeTransaction(lane);
    Committed<T> done = limited(() -> begin(lookUp, work));
    position = done.position();
    unanswered = () -> answer.accept(done.value());
    with.moments().beforePublish(lane);
    publish(done.rows());
    with.moments().afterPublish(lane);
    answer();
    return done.value();
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

  private <T> Committed<T> limited(Supplier<Committed<T>> transaction) {
    try {
      with.transactions().acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    try {
      return transaction.get();
    } finally {
      with.transactions().release();
    }
  }

  private <O, T> Committed<T> begin(
      Function<LaneTransaction, Uni<O>> lookUp, BiFunction<LaneTransaction, O, Uni<T>> work) {
    return with.database()
        .await(
            with.database()
                .transaction(
                    session -> {
                      LaneTransaction transaction = new LaneTransaction(lane, session, position);
                      Uni<LaneState> locked =
                          LaneTable.lock(transaction.sql(), lane, with.mechanisms().lock());
                      Uni<O> lookedUp = lookUp.apply(transaction);
                      return locked
                          .invoke(this::check)
                          .chain(
                              state ->
                                  lookedUp
                                      .chain(found -> work.apply(transaction, found))
                                      .chain(value -> write(transaction, state, value)));
                    },
                    with.moments()));
  }

  private void check(LaneState stored) {
    if (with.mechanisms().positionCheck() && stored.position() != position) {
      throw new PositionMoved(lane, position, stored.position());
    }
  }

  private <T> Uni<Committed<T>> write(LaneTransaction transaction, LaneState state, T value) {
    List<OutboxRow> rows = new ArrayList<>();
    long next = state.outboxNext();
    for (OutboxRecord record : transaction.records()) {
      rows.add(new OutboxRow(next++, record));
    }
    long nextNumber = next;
    return transaction
        .session()
        .flush()
        .chain(
            () -> {
              Sql sql = transaction.sql();
              List<Uni<?>> sent = new ArrayList<>();
              transaction.lastStatements().forEach(last -> sent.add(last.apply(sql)));
              Uni<Void> inserted = with.outbox().insert(sql, lane, rows);
              Uni<Integer> moved =
                  LaneTable.move(sql, lane, transaction.position(), nextNumber, acknowledged);
              sent.add(inserted);
              sent.add(moved);
              // In the order they were sent, so that the failure seen is the first one.
              Uni<?> all = Uni.createFrom().voidItem();
              for (Uni<?> one : sent) {
                all = all.chain(() -> one);
              }
              return all;
            })
        .replaceWith(() -> new Committed<>(value, transaction.position(), rows));
  }

  private record Committed<T>(T value, long position, List<OutboxRow> rows) {}

  /** Waits a moment, or less when interrupted. */
  static void pause(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }
}
