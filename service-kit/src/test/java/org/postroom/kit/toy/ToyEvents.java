package org.postroom.kit.toy;

import java.util.List;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.event.EventType;
import org.postroom.contract.operation.BoundedContext;

/** The toy context's events. */
public final class ToyEvents {
  /** The counter has this amount now. */
  public record Counted(long by, long amount) {}

  /** A name belongs to somebody now. */
  public record NameTaken(String name, String ownerId) {}

  private ToyEvents() {}

  /** The catalogue of the toy as the given context. */
  public static EventCatalogue of(BoundedContext context) {
    return new EventCatalogue(
        context,
        List.of(
            EventType.of(context, "Counted", Counted.class),
            EventType.of(context, "NameTaken", NameTaken.class)));
  }
}
