package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import org.postroom.contract.event.EventType;

/**
 * Applies one type of another context's events to this service's view of it. A CDI bean. The kit
 * calls it once per event, in order and without gaps per organization, in a transaction that also
 * moves the view's position. Event types without a handler are passed over.
 *
 * @implSpec It writes view tables and internal commands only; what follows from the event for this
 *     service's own state is decided by the internal command's handler.
 */
public interface ViewHandler<E extends Record> {
  /** What it applies. */
  EventType<E> type();

  /** Writes the view. */
  Uni<Void> apply(E event, ViewContext context);
}
