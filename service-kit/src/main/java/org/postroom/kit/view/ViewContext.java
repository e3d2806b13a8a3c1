package org.postroom.kit.view;

import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.lane.SharedWrite;

/** One event that is being applied to a view. */
public interface ViewContext {
  /** The event as it came. */
  EventEnvelope event();

  /** The organization it is about. */
  default String organizationId() {
    return event().organizationId();
  }

  /** The context that emitted it. */
  BoundedContext source();

  /** The session of the view's transaction. */
  Mutiny.Session session();

  /**
   * Adds a row to a statement that is sent once for many events, of other organizations among them:
   * before the next event of the partition that is not {@linkplain ViewHandler#isGathered
   * gathered}, or at the end of the transaction. The statement sees the rows in the order of their
   * events and must cope with several for one key.
   */
  <R> void gather(SharedWrite<R> statement, R row);

  /**
   * Puts an internal command for this service into the outbox, in the same transaction. Its cause
   * is the event, by its context and id, so that it is the same command however often the event
   * comes.
   */
  <C extends Record> void send(InternalCommandType<C> type, C data);
}
