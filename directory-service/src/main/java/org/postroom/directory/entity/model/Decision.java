package org.postroom.directory.entity.model;

import java.util.List;

/**
 * What an aggregate decided: how it is afterwards, and what has happened to it.
 *
 * @param after the aggregate once the decision is carried out
 * @param events what happened, in order; empty when nothing changes
 */
public record Decision<A>(A after, List<Record> events) {

  public Decision {
    events = List.copyOf(events);
  }

  /** A change that one event tells. */
  public static <A> Decision<A> of(A after, Record event) {
    return new Decision<>(after, List.of(event));
  }

  /** Everything stays as it is. */
  public static <A> Decision<A> unchanged(A aggregate) {
    return new Decision<>(aggregate, List.of());
  }

  /** Whether there is nothing to write. */
  public boolean changesNothing() {
    return events.isEmpty();
  }
}
