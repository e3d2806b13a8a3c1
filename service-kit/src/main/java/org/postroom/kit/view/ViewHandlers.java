package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.event.EventType;
import org.postroom.contract.operation.BoundedContext;

/** What a service does with other contexts' events. Handlers of one type run in turn. */
final class ViewHandlers {
  private final Map<String, List<ViewHandler<?>>> byType = new HashMap<>();
  private final List<ViewReset> resets = new ArrayList<>();

  ViewHandlers(Iterable<? extends ViewHandler<?>> handlers, Iterable<ViewReset> resets) {
    for (ViewHandler<?> handler : handlers) {
      byType.computeIfAbsent(handler.type().wireName(), name -> new ArrayList<>()).add(handler);
    }
    resets.forEach(this.resets::add);
  }

  boolean isHandled(EventType<?> type) {
    return byType.containsKey(type.wireName());
  }

  /** Whether all that is done with the event leaves the session alone. */
  boolean areGathered(IncomingEvent event) {
    return byType.get(event.envelope().type()).stream().allMatch(ViewHandler::isGathered);
  }

  Uni<Void> apply(IncomingEvent event, ViewContext context) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (ViewHandler<?> handler : byType.get(event.envelope().type())) {
      all = all.chain(() -> apply(handler, event.data(), context));
    }
    return all;
  }

  Uni<Void> reset(BoundedContext source, Mutiny.Session session, String organizationId) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (ViewReset reset : resets) {
      if (reset.source() == source) {
        all = all.chain(() -> reset.reset(session, organizationId));
      }
    }
    return all;
  }

  private static <E extends Record> Uni<Void> apply(
      ViewHandler<E> handler, Record data, ViewContext context) {
    return handler.apply(handler.type().dataType().cast(data), context);
  }
}
