package org.postroom.kit.view;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.lane.Lane;
import org.postroom.kit.lane.LaneRehearsal;
import org.postroom.kit.lane.LaneSurroundings;

/**
 * Walks through the events that the service wants rehearsed, in transactions that are rolled back.
 */
final class ViewWarmUp {
  private final BoundedContext self;
  private final ViewHandlers handlers;
  private final Clock clock;
  private final int rounds;
  private final List<RehearsedEvents> rehearsed;

  ViewWarmUp(
      BoundedContext self,
      ViewHandlers handlers,
      Clock clock,
      int rounds,
      List<RehearsedEvents> rehearsed) {
    this.self = self;
    this.handlers = handlers;
    this.clock = clock;
    this.rounds = rounds;
    this.rehearsed = List.copyOf(rehearsed);
  }

  /** Blocks; fails when the database is away. */
  void run(LaneSurroundings with) {
    Lane lane = new Lane("view-warm-up", 0);
    LaneRehearsal rehearsal = new LaneRehearsal(lane, with);
    for (RehearsedEvents events : rehearsed) {
      EventCatalogue catalogue = FollowedEvents.of(events.source());
      // Its gaps are none of the service's.
      ViewProcessor processor =
          new ViewProcessor(self, catalogue, handlers, clock, new SimpleMeterRegistry());
      rehearsal.repeat(
          rounds,
          (owned, round) -> processor.process(owned, records(events, catalogue, lane, round)));
    }
  }

  private List<ConsumerRecord<String, byte[]>> records(
      RehearsedEvents events, EventCatalogue catalogue, Lane lane, int round) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    for (Record data : events.data()) {
      EventEnvelope envelope =
          new EventEnvelope(
              "rehearsal/" + round + '/' + records.size(),
              "/postroom/" + events.source().wireName(),
              catalogue.of(data).wireName(),
              clock.instant(),
              LaneRehearsal.ORGANIZATION,
              LaneRehearsal.ACCOUNT,
              1,
              records.size() + 1L,
              "rehearsal",
              Json.write(data));
      ConsumerRecord<String, byte[]> record =
          new ConsumerRecord<>(
              lane.topic(),
              lane.partition(),
              records.size(),
              LaneRehearsal.ORGANIZATION,
              envelope.data());
      envelope.headers().forEach(record.headers()::add);
      records.add(record);
    }
    return records;
  }
}
