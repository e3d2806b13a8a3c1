package org.postroom.kit.lane;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.audit.AuditRow;
import org.postroom.kit.audit.AuditState;
import org.postroom.kit.outbox.OutboxRecord;
import org.postroom.kit.outbox.OutboxRow;

/**
 * What one lane wants from a transaction that several lanes may share, and what became of it. It is
 * written by the thread that leads the transaction and read by the lane's own after that.
 */
final class Share<O, T> {
  private final Lane lane;
  private final int records;
  private final long believed;
  private final long acknowledged;
  private final long auditAcknowledged;
  private final Function<LookUps, Uni<O>> lookUp;
  private final BiFunction<LaneTransaction, O, Uni<T>> work;

  private LaneTransaction transaction;
  private Uni<O> lookedUp;
  private List<OutboxRow> rows;
  private long nextNumber;
  private AuditState.Next audit;
  private T value;
  private boolean worked;
  private RuntimeException failure;
  private boolean settled;

  Share(
      Lane lane,
      int records,
      long believed,
      long acknowledged,
      long auditAcknowledged,
      Function<LookUps, Uni<O>> lookUp,
      BiFunction<LaneTransaction, O, Uni<T>> work) {
    this.lane = lane;
    this.records = records;
    this.believed = believed;
    this.acknowledged = acknowledged;
    this.auditAcknowledged = auditAcknowledged;
    this.lookUp = lookUp;
    this.work = work;
  }

  Lane lane() {
    return lane;
  }

  /** How many records it handles. */
  int records() {
    return records;
  }

  /** A new attempt: nothing of an earlier one is known any more. */
  void begin(Mutiny.Session session, LookUps lookUps) {
    transaction = new LaneTransaction(lane, session, believed);
    lookedUp = lookUp.apply(lookUps);
    rows = null;
    audit = null;
    value = null;
    worked = false;
    failure = null;
  }

  /**
   * Works under the lock.
   *
   * @param stored the lane's row; null when somebody else holds its lock
   */
  Uni<Void> work(LaneState stored, Mechanisms mechanisms) {
    if (stored == null) {
      return Uni.createFrom().voidItem();
    }
    if (mechanisms.positionCheck() && stored.position() != believed) {
      failure = new PositionMoved(lane, believed, stored.position());
      return Uni.createFrom().voidItem();
    }
    return lookedUp
        .chain(found -> work.apply(transaction, found))
        .invoke(
            result -> {
              value = result;
              number(stored.outboxNext());
              audit = transaction.audit(stored.audit());
              worked = true;
            })
        .onFailure(WithoutTrace.class)
        .recoverWithItem(
            refused -> {
              failure = refused;
              return null;
            })
        .replaceWithVoid();
  }

  private void number(long first) {
    rows = new ArrayList<>();
    nextNumber = first;
    for (OutboxRecord record : transaction.records()) {
      rows.add(new OutboxRow(nextNumber++, record));
    }
  }

  boolean hasWorked() {
    return worked;
  }

  LaneTransaction transaction() {
    return transaction;
  }

  List<OutboxRow> rows() {
    return rows;
  }

  List<AuditRow> auditRows() {
    return audit.rows();
  }

  LaneTable.Move move() {
    AuditState after =
        new AuditState(audit.state().head(), audit.state().position(), auditAcknowledged);
    return new LaneTable.Move(lane, transaction.position(), nextNumber, acknowledged, after);
  }

  /** It is known what became of it. */
  void settle(RuntimeException outcome) {
    if (outcome != null) {
      worked = false;
      failure = outcome;
    }
    settled = true;
  }

  /** It was rolled back because of one of the lanes, who knows which. */
  void leave() {
    worked = false;
    failure = null;
    settled = true;
  }

  boolean isSettled() {
    return settled;
  }

  /** Whether it must be tried in a transaction of its own: neither done nor refused. */
  boolean isLeftOver() {
    return !worked && failure == null;
  }

  /** What was committed, or the failure. */
  Committed<T> result() {
    if (failure != null) {
      throw failure;
    }
    return new Committed<>(value, transaction.position(), rows, audit.rows());
  }

  record Committed<T>(T value, long position, List<OutboxRow> rows, List<AuditRow> auditRows) {}
}
