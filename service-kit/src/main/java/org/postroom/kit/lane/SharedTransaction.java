package org.postroom.kit.lane;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.audit.AuditTable;
import org.postroom.kit.database.GroupedFlush;
import org.postroom.kit.database.Sql;
import org.postroom.kit.outbox.OutboxTable;

/**
 * One attempt at one transaction for the shares of one or several lanes: it locks the rows of all,
 * leaves out whose position has moved, lets the others work one after the other, and writes what is
 * to be kept about all of them with one statement of each kind.
 */
final class SharedTransaction {
  private final LaneSurroundings with;
  private final List<? extends Share<?, ?>> shares;
  private final LaneTable.Locking locking;

  /**
   * @param patient whether to wait for a lock that somebody holds; else its lane is left over
   */
  SharedTransaction(LaneSurroundings with, List<? extends Share<?, ?>> shares, boolean patient) {
    this.with = with;
    this.shares = shares;
    this.locking =
        !with.mechanisms().lock()
            ? LaneTable.Locking.NONE
            : patient ? LaneTable.Locking.WAIT : LaneTable.Locking.SKIP;
  }

  /**
   * Blocks until it is committed or rolled back. A lane whose work left no trace, or whose lock was
   * not free, does not fail the others; each share knows what became of it.
   *
   * @throws RuntimeException none of the shares has been committed for sure
   */
  void run() {
    try {
      with.database().await(with.database().transaction(this::attempt, with.moments()));
    } catch (NobodyWorked e) {
      // Rolled back; the shares know why.
    }
  }

  private Uni<Boolean> attempt(Mutiny.Session session) {
    Sql sql = Sql.of(session);
    Uni<Map<Lane, LaneState>> locked =
        LaneTable.lock(sql, shares.stream().map(Share::lane).toList(), locking);
    LookUps lookUps = new LookUps();
    shares.forEach(share -> share.begin(session, lookUps));
    lookUps.send(sql);
    return locked
        .chain(
            states -> {
              Uni<Void> all = Uni.createFrom().voidItem();
              for (Share<?, ?> share : shares) {
                all = all.chain(() -> share.work(states.get(share.lane()), with.mechanisms()));
              }
              return all;
            })
        .chain(() -> write(session, sql))
        .replaceWith(Boolean.TRUE);
  }

  private Uni<?> write(Mutiny.Session session, Sql sql) {
    List<? extends Share<?, ?>> working = shares.stream().filter(Share::hasWorked).toList();
    if (working.isEmpty()) {
      return Uni.createFrom().failure(new NobodyWorked());
    }
    return GroupedFlush.of(session).chain(() -> SharedWrites.inOrder(send(sql, working)));
  }

  private List<Uni<?>> send(Sql sql, List<? extends Share<?, ?>> working) {
    SharedWrites rows = new SharedWrites();
    List<OutboxTable.Entry> outbox = new ArrayList<>();
    List<AuditTable.Entry> audit = new ArrayList<>();
    List<Uni<?>> sent = new ArrayList<>();
    for (Share<?, ?> share : working) {
      rows.addAll(share.transaction().gathered());
      rows.addAll(share.transaction().writes());
      share.transaction().lastStatements().forEach(last -> sent.add(last.apply(sql)));
      share.rows().forEach(row -> outbox.add(new OutboxTable.Entry(share.lane(), row)));
      share.auditRows().forEach(row -> audit.add(new AuditTable.Entry(share.lane(), row)));
    }
    sent.addAll(rows.send(sql));
    sent.add(with.outbox().insert(sql, outbox));
    sent.add(AuditTable.insert(sql, audit));
    sent.add(LaneTable.move(sql, working.stream().map(Share::move).toList()));
    return sent;
  }

  private static final class NobodyWorked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NobodyWorked() {
      super("no lane has worked", null, false, false);
    }
  }
}
