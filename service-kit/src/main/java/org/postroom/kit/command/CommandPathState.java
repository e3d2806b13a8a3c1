package org.postroom.kit.command;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.kit.lane.Lane;
import org.postroom.kit.lane.LaneStatus;

/**
 * How the command path of this process is doing.
 *
 * @param starting what it still waits for before it takes commands; null when it takes them
 * @param lanes the command lanes of this process
 */
public record CommandPathState(String starting, Map<Lane, LaneStatus> lanes) {
  /** Whether it is warm, has been assigned its lanes and has loaded their positions. */
  public boolean isReady() {
    return starting == null && lanes.values().stream().allMatch(s -> s == LaneStatus.RUNNING);
  }

  /** Why it is not ready; null when it is. */
  public String reason() {
    if (starting != null) {
      return starting;
    }
    Map<LaneStatus, Long> others =
        lanes.values().stream()
            .filter(status -> status != LaneStatus.RUNNING)
            .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    return others.isEmpty() ? null : "lanes: " + others;
  }

  /** The numbers of the command partitions whose timers this process is to look after. */
  public Set<Integer> runningPartitions() {
    return lanes.entrySet().stream()
        .filter(entry -> entry.getValue() == LaneStatus.RUNNING)
        .map(entry -> entry.getKey().partition())
        .collect(Collectors.toUnmodifiableSet());
  }
}
