package org.postroom.kit.query;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a listing.
 *
 * @param items in the listing's order
 * @param nextToken opens the page after this one; null on the last
 */
public record Page<T>(List<T> items, String nextToken) {
  public Page {
    items = List.copyOf(items);
  }

  /** The same page with every item turned into what the caller sees. */
  public <R> Page<R> map(Function<? super T, ? extends R> view) {
    return new Page<>(items.stream().<R>map(view).toList(), nextToken);
  }
}
