package org.postroom.local;

import java.util.List;
import java.util.function.Consumer;

/**
 * How many brokers an installation has, and whether there is a second way to them.
 *
 * @param brokers one, or three that keep every record three times
 * @param detours ports of the caller's own, one for each broker or none: a broker sends there who
 *     reaches it by its detour, so that the caller has the way to it in hand
 * @param detoursEnd told, before anything starts, where the brokers listen for those who take the
 *     detours
 */
public record KafkaLayout(int brokers, List<Integer> detours, Consumer<List<Integer>> detoursEnd) {
  /** One broker, one way to it. */
  public static final KafkaLayout STANDARD = new KafkaLayout(1, List.of(), ports -> {});

  public KafkaLayout {
    detours = List.copyOf(detours);
  }
}
