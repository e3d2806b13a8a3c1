package org.postroom.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the calls of each source but the first of a window, so that what a source can cause is
 * bounded and none goes uncounted. Thread-safe, and bounded: further sources share one count.
 *
 * @param <S> what is kept of a source's last call
 */
final class Samples<S> {
  private static final String OTHERS = "other sources";

  private final Clock clock;
  private final Duration window;
  private final int mostSources;
  private final Map<String, Window<S>> windows = new LinkedHashMap<>();

  /**
   * @param window how long a source's further calls are only counted
   * @param mostSources how many sources are told apart at once
   */
  Samples(Clock clock, Duration window, int mostSources) {
    this.clock = clock;
    this.window = window;
    this.mostSources = mostSources;
  }

  /**
   * Notes a call.
   *
   * @param sample what would be written of it
   * @return whether it is to be written now, standing for itself alone
   */
  synchronized boolean isFirst(String source, S sample) {
    String key = windows.containsKey(source) || windows.size() < mostSources ? source : OTHERS;
    Window<S> open = windows.get(key);
    if (open == null) {
      windows.put(key, new Window<>(clock.instant().plus(window)));
      return true;
    }
    open.last = sample;
    open.count++;
    return false;
  }

  /** What was counted in windows that are over; it is told once. */
  List<Counted<S>> due() {
    return take(clock.instant());
  }

  /** What was counted in all windows, likewise. */
  List<Counted<S>> all() {
    return take(Instant.MAX);
  }

  private synchronized List<Counted<S>> take(Instant until) {
    List<Counted<S>> counted = new ArrayList<>();
    for (Iterator<Map.Entry<String, Window<S>>> all = windows.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<String, Window<S>> each = all.next();
      if (each.getValue().end.isAfter(until)) {
        continue;
      }
      all.remove();
      if (each.getValue().count > 0) {
        counted.add(new Counted<>(each.getKey(), each.getValue().last, each.getValue().count));
      }
    }
    return counted;
  }

  /**
   * Calls that were not written one by one.
   *
   * @param source where they came from
   * @param last the last of them
   * @param count how many they were
   */
  record Counted<S>(String source, S last, long count) {}

  private static final class Window<S> {
    private final Instant end;
    private S last;
    private long count;

    Window(Instant end) {
      this.end = end;
    }
  }
}
