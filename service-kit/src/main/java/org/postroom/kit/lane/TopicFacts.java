package org.postroom.kit.lane;

/** What the broker says of a lane's topic; it blocks, and fails when the broker is away. */
@FunctionalInterface
public interface TopicFacts {
  /** The facts now. */
  Facts of(Lane lane);

  /**
   * @param topicId differs when the topic was deleted and made again
   * @param begin the first offset that is kept
   * @param end the offset of the next record
   */
  record Facts(String topicId, long begin, long end) {}
}
