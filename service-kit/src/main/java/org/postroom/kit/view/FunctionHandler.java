package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import java.util.function.BiFunction;
import org.postroom.contract.event.EventType;

/** A handler that is nothing but its type and a function. */
record FunctionHandler<E extends Record>(
    EventType<E> type, BiFunction<E, ViewContext, Uni<Void>> application)
    implements ViewHandler<E> {
  @Override
  public Uni<Void> apply(E event, ViewContext context) {
    return application.apply(event, context);
  }
}
