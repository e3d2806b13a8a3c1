package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
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
  /** One that does this. */
  static <E extends Record> ViewHandler<E> of(
      EventType<E> type, BiFunction<E, ViewContext, Uni<Void>> application) {
    return new FunctionHandler<>(type, application);
  }

  /**
   * One that only sends commands or {@linkplain ViewContext#gather gathers} rows, or does something
   * else that is done when it returns. It does not touch the session.
   */
  static <E extends Record> ViewHandler<E> reacting(
      EventType<E> type, BiConsumer<E, ViewContext> reaction) {
    return new ReactingHandler<>(type, reaction);
  }

  /** What it applies. */
  EventType<E> type();

  /**
   * Whether it leaves the session alone, so that the rows of several events may be written by one
   * statement after it.
   */
  default boolean isGathered() {
    return false;
  }

  /** Writes the view. */
  Uni<Void> apply(E event, ViewContext context);
}
