package org.postroom.kit.lane;

/** One partition of a topic that this service consumes under a position of its own. */
public record Lane(String topic, int partition) {
  @Override
  public String toString() {
    return topic + "/" + partition;
  }
}
