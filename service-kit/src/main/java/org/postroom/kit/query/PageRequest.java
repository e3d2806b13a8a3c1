package org.postroom.kit.query;

import java.util.List;
import java.util.function.Function;

/**
 * Which page of a listing is asked for. A listing fetches {@link #fetchLimit} rows whose key comes
 * {@link #after} the last one seen, in the order of an index, and hands them to {@link #page}.
 */
public final class PageRequest {
  private final int limit;
  private final List<String> after;
  private final Function<List<String>, String> sealing;

  PageRequest(int limit, List<String> after, Function<List<String>, String> sealing) {
    this.limit = limit;
    this.after = List.copyOf(after);
    this.sealing = sealing;
  }

  /** The most items the page may hold. */
  public int limit() {
    return limit;
  }

  /** How many rows to fetch: one more than the page holds, to know whether another page exists. */
  public int fetchLimit() {
    return limit + 1;
  }

  /** Whether the listing begins here. */
  public boolean isFirst() {
    return after.isEmpty();
  }

  /** The key of the last item of the page before, as {@link #page} was told; empty at the start. */
  public List<String> after() {
    return after;
  }

  /** In a listing by number: that of the last item of the page before; 0 at the start. */
  public long afterNumber() {
    return isFirst() ? 0 : Long.parseLong(after.get(0));
  }

  /**
   * Makes the page of the rows that were fetched.
   *
   * @param rows at most {@link #fetchLimit}
   * @param key the members of a row's key, in the listing's order
   */
  public <T> Page<T> page(List<T> rows, Function<? super T, List<String>> key) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, sealing.apply(key.apply(items.get(limit - 1))));
  }
}
