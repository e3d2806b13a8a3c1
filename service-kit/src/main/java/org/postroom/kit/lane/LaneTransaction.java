package org.postroom.kit.lane;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.audit.AuditDraft;
import org.postroom.kit.audit.AuditState;
import org.postroom.kit.database.Sql;
import org.postroom.kit.outbox.OutboxRecord;

/**
 * A lane's part in one transaction, which other lanes may share. It holds the lane's lock, and the
 * stored position was what the owner believed, from the moment the work (not the look-up) of {@link
 * OwnedLane#commit} runs.
 */
public final class LaneTransaction {
  private final Lane lane;
  private final Mutiny.Session session;
  private final Sql sql;
  private final List<OutboxRecord> records = new ArrayList<>();
  private final SharedWrites writes = new SharedWrites();
  private final SharedWrites gathered = new SharedWrites();
  private final List<Function<Sql, Uni<?>>> lastStatements = new ArrayList<>();
  private final List<AuditDraft> audits = new ArrayList<>();
  private long epoch;
  private long position;

  LaneTransaction(Lane lane, Mutiny.Session session, long position) {
    this.lane = lane;
    this.session = session;
    this.sql = Sql.of(session);
    this.position = position;
  }

  /** Whose part this is. */
  public Lane lane() {
    return lane;
  }

  /** The transaction's session; it is flushed after the work. */
  public Mutiny.Session session() {
    return session;
  }

  /** Plain SQL on the session's connection. */
  public Sql sql() {
    return sql;
  }

  /** Stores this position at the end: the offset of the next record to consume. */
  public void moveTo(long position) {
    this.position = position;
  }

  /** Publishes a record after the commit, behind all that this lane has published before. */
  public void publish(OutboxRecord record) {
    records.add(record);
  }

  /**
   * Writes an entry into the lane's chain of audit records.
   *
   * @param epoch the service's present one
   */
  public void audit(long epoch, AuditDraft draft) {
    this.epoch = epoch;
    audits.add(draft);
  }

  /**
   * Adds rows to a statement that is sent once for all lanes of the transaction, after the session
   * has been flushed.
   */
  public <R> void write(SharedWrite<R> statement, Collection<R> rows) {
    writes.add(statement, rows);
  }

  /**
   * Adds a row to a statement that is sent with {@link #sendGathered}, or at the end once for all
   * lanes of the transaction.
   */
  public <R> void gather(SharedWrite<R> statement, R row) {
    gathered.add(statement, List.of(row));
  }

  /** Sends what has been gathered: what is done next may build on it. */
  public Uni<Void> sendGathered() {
    return SharedWrites.inOrder(gathered.send(sql));
  }

  /**
   * Adds a statement that is sent after the session has been flushed, in one round trip with the
   * outbox rows and the position.
   */
  public void atTheEnd(Function<Sql, Uni<?>> statement) {
    lastStatements.add(statement);
  }

  SharedWrites writes() {
    return writes;
  }

  SharedWrites gathered() {
    return gathered;
  }

  List<Function<Sql, Uni<?>>> lastStatements() {
    return lastStatements;
  }

  AuditState.Next audit(AuditState stored) {
    return stored.plus(lane, epoch, audits);
  }

  long position() {
    return position;
  }

  List<OutboxRecord> records() {
    return records;
  }
}
