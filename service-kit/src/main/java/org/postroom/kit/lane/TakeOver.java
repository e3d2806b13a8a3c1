package org.postroom.kit.lane;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jboss.logging.Logger;
import org.postroom.kit.database.Sql;
import org.postroom.kit.outbox.OutboxRow;

/**
 * What an owner does before it takes a command from a lane, at first and after every failure: under
 * the lock it sets the position right, then it publishes everything from the first unacknowledged
 * row on and sends the unfinished internal commands again.
 */
final class TakeOver {
  private static final Logger LOG = Logger.getLogger(TakeOver.class);
  private static final int PAGE = 500;

  private final OwnedLane owned;
  private final LaneSurroundings with;

  TakeOver(OwnedLane owned) {
    this.owned = owned;
    this.with = owned.surroundings();
  }

  /** Blocks until the lane may go on; fails when database or broker are away. */
  void run() {
    Lane lane = owned.lane();
    TopicFacts.Facts facts = with.topics().of(lane);
    LaneState state =
        with.database()
            .await(
                with.database()
                    .transaction(
                        session -> {
                          Sql sql = Sql.of(session);
                          Uni<Integer> ensured = LaneTable.ensure(sql, lane);
                          Uni<LaneState> locked =
                              LaneTable.lock(
                                  sql,
                                  lane,
                                  with.mechanisms().lock()
                                      ? LaneTable.Locking.WAIT
                                      : LaneTable.Locking.NONE);
                          return ensured.chain(() -> locked).chain(s -> repaired(sql, s, facts));
                        }));
    owned.audit().begin(state.audit().acknowledged(), state.audit().position());
    if (with.mechanisms().orderedRepublishing()) {
      republish(state);
    } else {
      owned.believe(state.position(), state.outboxNext() - 1);
    }
    owned.answer();
    resend(owned.acknowledged(), false);
  }

  /** Republishes when an operator has asked for it. */
  void republishIfAsked() {
    LaneState state =
        with.database()
            .await(
                with.database()
                    .read(
                        session ->
                            LaneTable.lock(Sql.of(session), owned.lane(), LaneTable.Locking.NONE)));
    if (state.republish() && state.position() == owned.position()) {
      republish(state);
    }
  }

  /** Sends internal commands that are not known to be decided again. */
  void resend(long upTo, boolean overdueOnly) {
    long after = 0;
    List<OutboxRow> rows;
    do {
      long from = after;
      rows =
          owned.read(
              session ->
                  with.outbox().unfinished(Sql.of(session), owned.lane(), from, overdueOnly, PAGE));
      if (!rows.isEmpty()) {
        after = rows.get(rows.size() - 1).number();
        with.publisher().publish(rows.stream().filter(row -> row.number() <= upTo).toList());
      }
    } while (rows.size() == PAGE);
  }

  private Uni<LaneState> repaired(Sql sql, LaneState stored, TopicFacts.Facts facts) {
    PositionRepair repair = PositionRepair.of(stored, facts);
    if (repair.alarm() != null) {
      with.meters()
          .counter("postroom.lane.position.repaired", "topic", owned.lane().topic())
          .increment();
      LOG.errorf(
          "A lane's position was set right; lane=%s reason=%s stored=%d now=%d",
          owned.lane(), repair.alarm(), stored.position(), repair.position());
    }
    LaneState state =
        new LaneState(
            facts.topicId(),
            repair.position(),
            stored.outboxNext(),
            stored.outboxAcknowledged(),
            stored.republish(),
            stored.audit());
    return facts.topicId().equals(stored.topicId()) && repair.position() == stored.position()
        ? Uni.createFrom().item(state)
        : LaneTable.repair(sql, owned.lane(), facts.topicId(), repair.position())
            .replaceWith(state);
  }

  private void republish(LaneState state) {
    long first = state.republish() ? 0 : state.outboxAcknowledged();
    owned.believe(state.position(), first);
    long after = first;
    List<OutboxRow> rows;
    do {
      long from = after;
      rows =
          owned.read(
              session ->
                  with.outbox()
                      .rows(Sql.of(session), owned.lane(), from, state.outboxNext(), PAGE));
      if (!rows.isEmpty()) {
        owned.publish(rows);
        after = owned.acknowledged();
      }
    } while (rows.size() == PAGE);
    owned.believe(state.position(), state.outboxNext() - 1);
    if (state.republish()) {
      owned.audit().begin(0, state.audit().position());
      with.database()
          .await(
              with.database()
                  .transaction(
                      session ->
                          LaneTable.republished(
                              Sql.of(session), owned.lane(), owned.acknowledged())));
      LOG.infof(
          "The kept rows of a lane were published again; lane=%s upTo=%d",
          owned.lane(), owned.acknowledged());
    }
  }
}
