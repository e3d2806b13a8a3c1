package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.event.OrganizationSnapshotStarted;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.database.Infrastructure;
import org.postroom.kit.database.Sql;
import org.postroom.kit.lane.LaneTransaction;
import org.postroom.kit.lane.OwnedLane;
import org.postroom.kit.lane.PositionMoved;
import org.postroom.kit.outbox.OutboxRecord;
import org.postroom.kit.outbox.Publisher;
import org.postroom.kit.outbox.SequenceTable;
import org.postroom.kit.outbox.Sequences;

/**
 * Begins an organization's new epoch with a full snapshot. The epoch is a number in the database,
 * raised by hand when it is restored, with the service down; before a lane takes its first command
 * every organization of it that is behind the epoch is told anew, in chunks of a transaction each.
 */
public final class SnapshotEmission {
  private static final Logger LOG = Logger.getLogger(SnapshotEmission.class);
  private static final String BEHIND =
      """
      select s.organization_id, null::text from event_sequence s, service_epoch e
      where s.epoch < e.epoch
      union all
      select p.organization_id, p.told_up_to from snapshot_progress p, service_epoch e
      where p.epoch = e.epoch
      """;
  private static final String GO_ON =
      """
      insert into snapshot_progress (organization_id, epoch, told_up_to) values ($1, $2, $3)
      on conflict on constraint pk_snapshot_progress do update
          set epoch = excluded.epoch, told_up_to = excluded.told_up_to
      """;
  private static final String DONE = "delete from snapshot_progress where organization_id = $1";
  private static final String TOLD =
      "update event_sequence set told_at = $2 where organization_id = $1 and told_at is not null";

  /** What a retelling had begun to tell belongs to the epoch before. */
  private static final String NOT_RETOLD = "delete from retelling where organization_id = $1";

  private final ServiceDefinition service;
  private final OrganizationSnapshot snapshot;
  private final Clock clock;
  private final int partitions;

  /**
   * @param snapshot null in a context that has none
   */
  SnapshotEmission(
      ServiceDefinition service, OrganizationSnapshot snapshot, Clock clock, int partitions) {
    this.service = service;
    this.snapshot = snapshot;
    this.clock = clock;
    this.partitions = partitions;
  }

  /** Tells every organization of the lane that is behind; blocks until it is published. */
  public void emit(OwnedLane lane) {
    for (Object[] row : lane.read(session -> Sql.of(session).rows(BEHIND))) {
      String organizationId = (String) row[0];
      if (Publisher.partitionOf(organizationId, partitions) == lane.lane().partition()) {
        emitSafely(lane, organizationId, (String) row[1]);
      }
    }
  }

  /** What cannot be told of one organization must not keep the others of its lane waiting. */
  private void emitSafely(OwnedLane lane, String organizationId, String toldUpTo) {
    try {
      emit(lane, organizationId, toldUpTo);
    } catch (RuntimeException e) {
      if (e instanceof PositionMoved || Infrastructure.isToBlame(e)) {
        throw e;
      }
      LOG.errorf(e, "A snapshot could not be made: organizationId=%s", organizationId);
    }
  }

  private void emit(OwnedLane lane, String organizationId, String toldUpTo) {
    if (snapshot == null) {
      LOG.errorf(
          "A new epoch needs a snapshot, which this service cannot make: organizationId=%s",
          organizationId);
      return;
    }
    String after = toldUpTo;
    do {
      String from = after;
      after =
          lane.commit(
              lookUps -> lookUps.find(SequenceTable.FIND_ALL, List.of(organizationId)),
              (transaction, found) ->
                  snapshot
                      .next(transaction.session(), organizationId, from)
                      .chain(
                          chunk -> publish(transaction, found.copy(), organizationId, from, chunk))
                      // A transaction's value must not be null.
                      .map(last -> last == null ? "" : last));
    } while (!after.isEmpty());
    LOG.infof("A snapshot was published: organizationId=%s", organizationId);
  }

  private Uni<String> publish(
      LaneTransaction transaction,
      Sequences sequences,
      String organizationId,
      String after,
      OrganizationSnapshot.Chunk chunk) {
    List<Record> events = new ArrayList<>();
    if (after == null) {
      events.add(new OrganizationSnapshotStarted());
    }
    events.addAll(chunk.events());
    if (chunk.last() == null) {
      events.add(new OrganizationSnapshotCompleted());
    }
    String account = sequences.account(organizationId);
    for (Record event : events) {
      long sequence = sequences.next(organizationId, account);
      transaction.publish(
          OutboxRecord.event(
              service.context(), event(organizationId, account, sequences, sequence, event)));
    }
    Instant now = clock.instant();
    transaction.write(SequenceTable.STORE_ALL, sequences.used(transaction.lane().partition(), now));
    transaction.atTheEnd(
        sql ->
            chunk.last() == null
                ? sql.update(DONE, organizationId)
                : sql.update(GO_ON, organizationId, sequences.epoch(), chunk.last()));
    if (after == null) {
      transaction.atTheEnd(sql -> sql.update(NOT_RETOLD, organizationId));
    }
    if (chunk.last() == null) {
      transaction.atTheEnd(sql -> sql.update(TOLD, organizationId, now.atOffset(ZoneOffset.UTC)));
    }
    return Uni.createFrom().item(chunk.last());
  }

  private EventEnvelope event(
      String organizationId, String account, Sequences sequences, long sequence, Record data) {
    return new EventEnvelope(
        organizationId + "-" + sequences.epoch() + "-" + sequence,
        "/postroom/" + service.context().wireName(),
        service.events().of(data).wireName(),
        clock.instant(),
        organizationId,
        account,
        sequences.epoch(),
        sequence,
        "snapshot-" + sequences.epoch(),
        Json.write(data));
  }
}
