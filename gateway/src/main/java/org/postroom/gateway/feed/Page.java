package org.postroom.gateway.feed;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;

/**
 * What a follower gets at once.
 *
 * @param items the events; those of one context in their order, those of several by their times as
 *     far as that order allows
 * @param gaps what is missing before them
 * @param next from where to go on
 * @param isAtEnd whether there was nothing more when it was gathered
 */
record Page(List<Item> items, List<Gap> gaps, Cursor next, boolean isAtEnd) {

  /**
   * An event.
   *
   * @param next from where to go on after it
   */
  record Item(BoundedContext context, EventEnvelope event, Cursor next) {}

  /** Tells nothing; where to go on is known to who has it. */
  static final Page EMPTY = new Page(List.of(), List.of(), Cursor.BEGINNING, true);

  /** Whether there is something to tell. */
  boolean hasNews() {
    return !items.isEmpty() || !gaps.isEmpty();
  }

  /**
   * Merges the contexts' parts.
   *
   * @param from where the follower was; contexts without a part stay where they are
   */
  static Page merge(Cursor from, List<Slice> slices, int limit) {
    Map<BoundedContext, Integer> taken = new EnumMap<>(BoundedContext.class);
    Cursor next = from;
    for (Slice slice : slices) {
      taken.put(slice.context(), 0);
      next = next.with(slice.context(), positionAfter(slice, 0));
    }
    List<Item> items = new ArrayList<>();
    while (items.size() < limit) {
      Slice first = earliest(slices, taken);
      if (first == null) {
        break;
      }
      int index = taken.merge(first.context(), 1, Integer::sum);
      next = next.with(first.context(), positionAfter(first, index));
      items.add(new Item(first.context(), first.entries().get(index - 1).event(), next));
    }
    List<Gap> gaps = slices.stream().map(Slice::gap).filter(Objects::nonNull).toList();
    boolean atEnd =
        slices.stream()
            .allMatch(
                slice -> slice.isAtEnd() && taken.get(slice.context()) == slice.entries().size());
    return new Page(items, gaps, next, atEnd);
  }

  /**
   * Others' records between two events need not be looked at again, so it is just before the next.
   */
  private static Position positionAfter(Slice slice, int count) {
    return count < slice.entries().size() ? slice.entries().get(count).before() : slice.position();
  }

  private static Slice earliest(List<Slice> slices, Map<BoundedContext, Integer> taken) {
    Slice earliest = null;
    EventEnvelope best = null;
    for (Slice slice : slices) {
      int index = taken.get(slice.context());
      if (index < slice.entries().size()) {
        EventEnvelope event = slice.entries().get(index).event();
        if (best == null || event.time().isBefore(best.time())) {
          earliest = slice;
          best = event;
        }
      }
    }
    return earliest;
  }
}
