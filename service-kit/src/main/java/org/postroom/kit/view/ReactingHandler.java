package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import java.util.function.BiConsumer;
import org.postroom.contract.event.EventType;

/** A handler that is done when its function returns, and leaves the session alone. */
record ReactingHandler<E extends Record>(EventType<E> type, BiConsumer<E, ViewContext> reaction)
    implements ViewHandler<E> {
  @Override
  public boolean isGathered() {
    return true;
  }

  @Override
  public Uni<Void> apply(E event, ViewContext context) {
    reaction.accept(event, context);
    return Uni.createFrom().voidItem();
  }
}
