package org.postroom.kit.lane;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is done with the records of a lane. One instance per owned lane, called by that lane's
 * worker thread only; it may block.
 */
public interface LaneProcessor {
  /**
   * Handles the records, which begin at or after the lane's position, with one or more calls of
   * {@link OwnedLane#commit} that move the position past them all. When it fails, the worker pauses
   * the lane, and after a while takes it over afresh: position and outbox are read again, what is
   * not known to be published is published again, and the records come again. It therefore never
   * has to catch failures of database or broker.
   */
  void process(OwnedLane lane, List<ConsumerRecord<String, byte[]>> records);

  /**
   * Called after each take-over and then at intervals, to prune and the like, in a bounded step.
   * Returns whether more is left to do, which is then done soon.
   */
  default boolean keepHouse(OwnedLane lane) {
    return false;
  }

  /** Makes the processor of a lane. */
  @FunctionalInterface
  interface Factory {
    /** For a lane that has just been assigned. */
    LaneProcessor of(Lane lane);
  }
}
