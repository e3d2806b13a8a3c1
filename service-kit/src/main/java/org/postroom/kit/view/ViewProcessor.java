package org.postroom.kit.view;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.lane.InTurn;
import org.postroom.kit.lane.LaneProcessor;
import org.postroom.kit.lane.LaneTransaction;
import org.postroom.kit.lane.OwnedLane;

/**
 * Applies one partition of a followed context's events: in one transaction the view's rows, the
 * position per organization, the lane's position and the internal commands that follow. An event is
 * applied only when it is the next of its organization; one that comes too early is passed over and
 * its organization is incomplete until the missing ones come again, or until it is told anew.
 */
final class ViewProcessor implements LaneProcessor {
  private static final Logger LOG = Logger.getLogger(ViewProcessor.class);
  private static final String STOP =
      "insert into view_stop (source, partition, stopped_at_offset, reason, stopped_at)"
          + " values ($1, $2, $3, $4, $5) on conflict on constraint pk_view_stop do update set"
          + " stopped_at_offset = excluded.stopped_at_offset, reason = excluded.reason";
  private static final String GO_ON = "delete from view_stop where source = $1 and partition = $2";

  private final BoundedContext self;
  private final EventCatalogue source;
  private final ViewHandlers handlers;
  private final Clock clock;
  private final Counter gaps;
  private boolean mayBeStopped = true;

  ViewProcessor(
      BoundedContext self,
      EventCatalogue source,
      ViewHandlers handlers,
      Clock clock,
      MeterRegistry metrics) {
    this.gaps =
        Counter.builder("postroom.view.gaps")
            .description("Organizations of which events were found to be missing")
            .tag("source", source.context().wireName())
            .register(metrics);
    this.self = self;
    this.source = source;
    this.handlers = handlers;
    this.clock = clock;
  }

  @Override
  public void process(OwnedLane lane, List<ConsumerRecord<String, byte[]>> records) {
    List<IncomingEvent> events = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        events.add(IncomingEvent.read(record, source, handlers));
      } catch (IllegalArgumentException e) {
        if (!events.isEmpty()) {
          apply(lane, events, record.offset());
        }
        stop(lane, record.offset(), e);
      }
    }
    apply(lane, events, records.get(records.size() - 1).offset() + 1);
  }

  private void apply(OwnedLane lane, List<IncomingEvent> events, long nextOffset) {
    Set<String> organizationIds = new HashSet<>();
    events.forEach(event -> organizationIds.add(event.organizationId()));
    boolean goesOn = mayBeStopped;
    lane.commit(
        OwnedLane.Company.ANY,
        events.size(),
        lookUps -> lookUps.find(new ViewPositions.Read(source.context()), organizationIds),
        (transaction, positions) -> {
          transaction.moveTo(nextOffset);
          if (goesOn) {
            transaction.atTheEnd(
                sql ->
                    sql.update(GO_ON, source.context().wireName(), transaction.lane().partition()));
          }
          return apply(transaction, positions, events);
        },
        nothing -> {});
    mayBeStopped = false;
  }

  private Uni<Void> apply(
      LaneTransaction transaction, Map<String, ViewPosition> stored, List<IncomingEvent> events) {
    Map<String, ViewPosition> positions = new HashMap<>();
    InTurn steps = new InTurn();
    for (IncomingEvent event : events) {
      EventEnvelope envelope = event.envelope();
      String organizationId = envelope.organizationId();
      ViewPosition position =
          positions.getOrDefault(
              organizationId, stored.getOrDefault(organizationId, ViewPosition.START));
      ViewPosition.Verdict verdict =
          position.judge(
              envelope.epoch(), envelope.sequence(), Snapshots.isStart(event), envelope.retold());
      if (verdict == ViewPosition.Verdict.REPEATED) {
        continue;
      }
      ViewPosition next = next(position, event, verdict);
      positions.put(organizationId, next);
      alarm(position, next, event);
      if (verdict == ViewPosition.Verdict.REPLACE) {
        steps.then(transaction::sendGathered);
        steps.then(() -> handlers.reset(source.context(), transaction.session(), organizationId));
      }
      boolean isApplied =
          verdict == ViewPosition.Verdict.APPLY || verdict == ViewPosition.Verdict.REPLACE;
      if (isApplied && event.data() != null) {
        ViewContext context = new ViewCall(envelope, source.context(), self, transaction);
        if (!handlers.areGathered(event)) {
          steps.then(transaction::sendGathered);
        }
        steps.then(() -> handlers.apply(event, context));
      }
    }
    List<ViewPositions.Entry> entries = new ArrayList<>();
    positions.forEach(
        (id, position) -> entries.add(new ViewPositions.Entry(id, source.context(), position)));
    transaction.write(ViewPositions.STORE_ALL, entries);
    return steps.run();
  }

  private static ViewPosition next(
      ViewPosition position, IncomingEvent event, ViewPosition.Verdict verdict) {
    EventEnvelope envelope = event.envelope();
    if (verdict == ViewPosition.Verdict.AHEAD) {
      return position.passedOver(envelope.epoch(), envelope.sequence());
    }
    if (verdict == ViewPosition.Verdict.KNOWN) {
      return position.applied(envelope.epoch(), envelope.sequence(), false);
    }
    boolean isReplaced = verdict == ViewPosition.Verdict.REPLACE;
    boolean wasOpen = position.inSnapshot() && !isReplaced;
    boolean isOpen = Snapshots.isStart(event) || wasOpen && !Snapshots.isEnd(event);
    return position.applied(envelope.epoch(), envelope.sequence(), isOpen);
  }

  private void alarm(ViewPosition before, ViewPosition after, IncomingEvent event) {
    if (!before.isIncomplete() && after.isIncomplete() && !after.inSnapshot()) {
      gaps.increment();
      LOG.errorf(
          "Events are missing, the owner must publish them again: source=%s organizationId=%s"
              + " epoch=%d after=%d seen=%d/%d",
          source.context().wireName(),
          event.organizationId(),
          after.epoch(),
          after.sequence(),
          after.seenEpoch(),
          after.seenSequence());
    } else if (before.isIncomplete() && !after.isIncomplete()) {
      LOG.infof(
          "The view is complete again: source=%s organizationId=%s epoch=%d sequence=%d",
          source.context().wireName(), event.organizationId(), after.epoch(), after.sequence());
    }
  }

  private void stop(OwnedLane lane, long offset, IllegalArgumentException cause) {
    mayBeStopped = true;
    lane.commit(
        lookUps -> Uni.createFrom().voidItem(),
        (transaction, nothing) ->
            transaction
                .sql()
                .update(
                    STOP,
                    source.context().wireName(),
                    lane.lane().partition(),
                    offset,
                    cause.getMessage(),
                    clock.instant().atOffset(ZoneOffset.UTC)));
    throw new ViewStopped(lane.lane().toString(), offset, cause);
  }
}
