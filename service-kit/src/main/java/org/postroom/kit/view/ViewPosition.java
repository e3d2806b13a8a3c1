package org.postroom.kit.view;

/**
 * How far the view of one context has come for one organization.
 *
 * @param epoch of the last event applied; 0 before the first
 * @param sequence of the last event applied
 * @param seenEpoch of the newest event that came by, applied or not
 * @param seenSequence of the newest event that came by
 * @param inSnapshot whether a snapshot has begun and not ended, so that the view is half of it
 */
record ViewPosition(
    long epoch, long sequence, long seenEpoch, long seenSequence, boolean inSnapshot) {

  /** The position of an organization that was never heard of. */
  static final ViewPosition START = new ViewPosition(0, 0, 0, 0, false);

  /** What is to be done with an event. */
  enum Verdict {
    /** It is the next one. */
    APPLY,
    /** It begins to tell everything, which the view needs: what it holds is replaced. */
    REPLACE,
    /** It is the next one, and repeats what the view holds: it is only counted. */
    KNOWN,
    /** It was applied before. */
    REPEATED,
    /** Something before it is missing. It is passed over; the owner must publish again. */
    AHEAD
  }

  /**
   * Judges the event with this epoch and sequence; subscribers need nothing else.
   *
   * @param isSnapshotStart whether it is the start of a snapshot, with which an organization that
   *     is known already begins a new epoch
   * @param isRetold whether it is part of a snapshot within an epoch, which a view that has applied
   *     everything before it can do without, and which makes any other whole
   */
  Verdict judge(long eventEpoch, long eventSequence, boolean isSnapshotStart, boolean isRetold) {
    if (!isBefore(epoch, sequence, eventEpoch, eventSequence)) {
      return Verdict.REPEATED;
    }
    boolean isNext = eventEpoch == epoch && eventSequence == sequence + 1;
    if (isRetold && isNext && !inSnapshot) {
      return Verdict.KNOWN;
    }
    if (isRetold && isSnapshotStart) {
      return Verdict.REPLACE;
    }
    return isNext ? Verdict.APPLY : judgeDistant(eventEpoch, eventSequence, isSnapshotStart);
  }

  /** Of what is not the next event only the first one of an epoch can be applied. */
  private Verdict judgeDistant(long eventEpoch, long eventSequence, boolean isSnapshotStart) {
    if (eventEpoch == epoch || eventSequence != 1) {
      return Verdict.AHEAD;
    }
    if (epoch == 0) {
      return Verdict.APPLY;
    }
    return isSnapshotStart ? Verdict.REPLACE : Verdict.AHEAD;
  }

  /** After the event was applied. */
  ViewPosition applied(long eventEpoch, long eventSequence, boolean snapshotOpen) {
    boolean isNewest = isBefore(seenEpoch, seenSequence, eventEpoch, eventSequence);
    return new ViewPosition(
        eventEpoch,
        eventSequence,
        isNewest ? eventEpoch : seenEpoch,
        isNewest ? eventSequence : seenSequence,
        snapshotOpen);
  }

  /** After the event was passed over because something before it is missing. */
  ViewPosition passedOver(long eventEpoch, long eventSequence) {
    return isBefore(seenEpoch, seenSequence, eventEpoch, eventSequence)
        ? new ViewPosition(epoch, sequence, eventEpoch, eventSequence, inSnapshot)
        : this;
  }

  /** Whether events are known to be missing, or half of a snapshot: no refusal may rest on it. */
  boolean isIncomplete() {
    return inSnapshot || isBefore(epoch, sequence, seenEpoch, seenSequence);
  }

  /** Whether the view holds everything up to this event of the owner. */
  boolean hasReached(long targetEpoch, long targetSequence) {
    return targetSequence == 0 || !isBefore(epoch, sequence, targetEpoch, targetSequence);
  }

  private static boolean isBefore(long epoch, long sequence, long otherEpoch, long otherSequence) {
    return epoch < otherEpoch || epoch == otherEpoch && sequence < otherSequence;
  }
}
