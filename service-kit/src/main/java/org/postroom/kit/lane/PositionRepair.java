package org.postroom.kit.lane;

/**
 * Sets a stored position right against what the broker has. Going back is harmless: inbox,
 * deadlines and sequences see to that.
 *
 * @param position where to go on
 * @param alarm why it was changed; null when it was right, or when nothing was ever consumed
 */
record PositionRepair(long position, String alarm) {

  static PositionRepair of(LaneState stored, TopicFacts.Facts facts) {
    if (stored.topicId() == null) {
      return new PositionRepair(Math.max(stored.position(), facts.begin()), null);
    }
    if (!stored.topicId().equals(facts.topicId())) {
      return new PositionRepair(facts.begin(), "another topic has this name now");
    }
    if (stored.position() > facts.end()) {
      return new PositionRepair(facts.end(), "the topic ends before the stored position");
    }
    if (stored.position() < facts.begin()) {
      return new PositionRepair(facts.begin(), "the topic begins after the stored position");
    }
    return new PositionRepair(stored.position(), null);
  }
}
