package org.postroom.kit.view;

import java.util.HashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.InternalCommands;
import org.postroom.kit.lane.LaneTransaction;
import org.postroom.kit.lane.SharedWrite;
import org.postroom.kit.outbox.OutboxRecord;

/** One event on its way into the view. */
final class ViewCall implements ViewContext {
  private final EventEnvelope event;
  private final BoundedContext source;
  private final BoundedContext self;
  private final LaneTransaction transaction;
  private final Map<String, Integer> sent = new HashMap<>();

  ViewCall(
      EventEnvelope event,
      BoundedContext source,
      BoundedContext self,
      LaneTransaction transaction) {
    this.event = event;
    this.source = source;
    this.self = self;
    this.transaction = transaction;
  }

  @Override
  public EventEnvelope event() {
    return event;
  }

  @Override
  public BoundedContext source() {
    return source;
  }

  @Override
  public Mutiny.Session session() {
    return transaction.session();
  }

  @Override
  public <R> void gather(SharedWrite<R> statement, R row) {
    transaction.gather(statement, row);
  }

  @Override
  public <C extends Record> void send(InternalCommandType<C> type, C data) {
    int before = sent.merge(type.wireName(), 1, Integer::sum) - 1;
    // An event's id is unique among those of its context only.
    String told = source.wireName() + "/" + event.id();
    String cause = before == 0 ? told : told + "/" + before;
    transaction.publish(
        OutboxRecord.command(
            self,
            InternalCommands.envelope(
                type.of(event.organizationId(), cause, data), event.account(), null)));
  }
}
