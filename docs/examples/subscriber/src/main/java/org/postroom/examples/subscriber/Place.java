package org.postroom.examples.subscriber;

/**
 * How far one topic was read for one organization.
 *
 * @param offset of the next record
 * @param epoch of the last event that was applied; 0 before the first
 * @param sequence of that event; 0 before the first
 * @param inSnapshot whether a snapshot was begun and not ended: what was told is not all yet
 */
record Place(long offset, long epoch, long sequence, boolean inSnapshot) {
  /** Nothing was read yet. */
  static final Place BEGINNING = new Place(0, 0, 0, false);

  private static final String SNAPSHOT_STARTED = ".OrganizationSnapshotStarted.v1";
  private static final String SNAPSHOT_COMPLETED = ".OrganizationSnapshotCompleted.v1";

  /** What there is to do with an event. */
  enum Verdict {
    /** It is the next one. */
    APPLY,
    /** It is the next one, and repeats what was told before. */
    COUNT,
    /** It was applied already, or comes before what a new subscriber begins with. */
    DROP
  }

  /**
   * What there is to do with this event.
   *
   * @param retold whether the event is part of a retelling
   * @throws EventsMissing when events before it were never seen
   */
  Verdict judge(String type, long eventEpoch, long eventSequence, boolean retold) {
    if (eventEpoch < epoch || eventEpoch == epoch && eventSequence <= sequence) {
      return Verdict.DROP;
    }
    if (eventEpoch == epoch && eventSequence == sequence + 1) {
      return retold && !inSnapshot ? Verdict.COUNT : Verdict.APPLY;
    }
    boolean tellsAll = retold && type.endsWith(SNAPSHOT_STARTED);
    return tellsAll || eventEpoch > epoch && eventSequence == 1
        ? Verdict.APPLY
        : missing(eventEpoch, eventSequence);
  }

  private Verdict missing(long eventEpoch, long eventSequence) {
    if (epoch == 0) {
      // The topic begins in the middle: the first snapshot tells what came before.
      return Verdict.DROP;
    }
    throw new EventsMissing(eventEpoch, eventEpoch == epoch ? sequence + 1 : 1, eventSequence);
  }

  /** After an event that was applied or counted. */
  Place after(Verdict verdict, String type, long eventEpoch, long eventSequence, long nextOffset) {
    boolean isOpen =
        verdict == Verdict.APPLY
            && (type.endsWith(SNAPSHOT_STARTED)
                || inSnapshot && !type.endsWith(SNAPSHOT_COMPLETED));
    return new Place(nextOffset, eventEpoch, eventSequence, isOpen);
  }

  /** After a record that is none of the organization's, or dropped. */
  Place passed(long nextOffset) {
    return new Place(nextOffset, epoch, sequence, inSnapshot);
  }
}
