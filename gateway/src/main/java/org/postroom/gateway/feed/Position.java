package org.postroom.gateway.feed;

/**
 * How far a follower has come in one context.
 *
 * @param topicId the id of the topic that the offset belongs to; empty when there is none yet
 * @param offset of the next record in the organization's partition; {@link #AT_END} for wherever
 *     the end is when it is first looked at
 * @param epoch of the last event that was delivered; 0 before the first, {@link #ANY} when
 *     everything is accepted as the first
 * @param sequence of that event
 */
record Position(String topicId, long offset, long epoch, long sequence) {
  static final long AT_END = -1;
  static final long ANY = -1;

  /** Everything is still to come. */
  static final Position BEGINNING = new Position("", 0, 0, 0);

  /** What comes from now on. */
  static final Position LATEST = new Position("", AT_END, ANY, ANY);

  /** Whether nothing was delivered yet of all that there is. */
  boolean isBeginning() {
    return epoch == 0;
  }

  /** Whether an event was delivered already: topics may hold an event twice. */
  boolean isPast(long eventEpoch, long eventSequence) {
    return epoch != ANY && (eventEpoch < epoch || eventEpoch == epoch && eventSequence <= sequence);
  }

  /** Whether an event that is not past comes right after the last one. */
  boolean isNext(long eventEpoch, long eventSequence) {
    return epoch == ANY || eventSequence == (eventEpoch == epoch ? sequence + 1 : 1);
  }

  /** After an event. */
  Position after(long eventOffset, long eventEpoch, long eventSequence) {
    return new Position(topicId, eventOffset + 1, eventEpoch, eventSequence);
  }

  /** The same with another offset in the same topic. */
  Position at(long otherOffset) {
    return otherOffset == offset ? this : new Position(topicId, otherOffset, epoch, sequence);
  }

  /**
   * The same in the topic that is there now. In one that was made anew since, everything is read
   * again; what was delivered stays known.
   */
  Position in(String currentTopicId) {
    if (topicId.equals(currentTopicId)) {
      return this;
    }
    return new Position(currentTopicId, offset == AT_END ? AT_END : 0, epoch, sequence);
  }
}
