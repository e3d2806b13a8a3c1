package org.postroom.examples.subscriber;

/**
 * How far one topic was read for one organization.
 *
 * @param offset of the next record
 * @param epoch of the last event that was applied; 0 before the first
 * @param sequence of that event; 0 before the first
 */
record Place(long offset, long epoch, long sequence) {
  /** Nothing was read yet. */
  static final Place BEGINNING = new Place(0, 0, 0);

  /** Whether this event was applied already: topics may hold an event twice. */
  boolean isPast(long eventEpoch, long eventSequence) {
    return eventEpoch < epoch || eventEpoch == epoch && eventSequence <= sequence;
  }

  /**
   * After an event that is not past.
   *
   * @throws EventsMissing when events before it were never seen
   */
  Place after(long eventEpoch, long eventSequence, long nextOffset) {
    long expected = eventEpoch == epoch ? sequence + 1 : 1;
    if (eventSequence != expected) {
      throw new EventsMissing(eventEpoch, expected, eventSequence);
    }
    return new Place(nextOffset, eventEpoch, eventSequence);
  }

  /** After a record that is none of the organization's, or past. */
  Place passed(long nextOffset) {
    return new Place(nextOffset, epoch, sequence);
  }
}
