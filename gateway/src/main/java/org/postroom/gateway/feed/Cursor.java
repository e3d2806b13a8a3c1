package org.postroom.gateway.feed;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.postroom.contract.operation.BoundedContext;

/** How far a follower has come in each context. Immutable. */
final class Cursor {
  /** Everything is still to come. */
  static final Cursor BEGINNING = new Cursor(Map.of());

  /** What comes from now on. */
  static final Cursor LATEST = latest();

  private final Map<BoundedContext, Position> positions;

  private Cursor(Map<BoundedContext, Position> positions) {
    this.positions = positions;
  }

  static Cursor of(Map<BoundedContext, Position> positions) {
    return positions.isEmpty()
        ? BEGINNING
        : new Cursor(Collections.unmodifiableMap(new EnumMap<>(positions)));
  }

  private static Cursor latest() {
    Map<BoundedContext, Position> all = new EnumMap<>(BoundedContext.class);
    for (BoundedContext context : BoundedContext.values()) {
      all.put(context, Position.LATEST);
    }
    return of(all);
  }

  /** How far it is in a context; the beginning where nothing was followed yet. */
  Position in(BoundedContext context) {
    return positions.getOrDefault(context, Position.BEGINNING);
  }

  /** The same, but for one context. */
  Cursor with(BoundedContext context, Position position) {
    if (position.equals(positions.get(context))) {
      return this;
    }
    Map<BoundedContext, Position> changed = new EnumMap<>(BoundedContext.class);
    changed.putAll(positions);
    changed.put(context, position);
    return of(changed);
  }

  Map<BoundedContext, Position> positions() {
    return positions;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cursor cursor && cursor.positions.equals(positions);
  }

  @Override
  public int hashCode() {
    return positions.hashCode();
  }

  @Override
  public String toString() {
    return positions.toString();
  }
}
