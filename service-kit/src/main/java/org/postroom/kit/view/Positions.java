package org.postroom.kit.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an owner has committed.
 *
 * @param epoch of its database
 * @param sequences the last event's sequence by organization; 0 for one without events
 */
public record Positions(long epoch, Map<String, Long> sequences) {
  public Positions {
    sequences = Map.copyOf(sequences);
  }

  /** The same for some of the organizations. */
  Positions of(Set<String> organizationIds) {
    Map<String, Long> some = new HashMap<>(sequences);
    some.keySet().retainAll(organizationIds);
    return new Positions(epoch, some);
  }

  /** The question. */
  record Request(List<String> organizationIds) {}
}
