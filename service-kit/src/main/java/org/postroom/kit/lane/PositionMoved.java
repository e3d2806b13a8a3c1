package org.postroom.kit.lane;

/**
 * The stored position is not where this process believed it to be: another one has taken the lane
 * over, or a commit whose outcome was unknown has happened. Nothing was written.
 */
public final class PositionMoved extends WithoutTrace {
  private static final long serialVersionUID = 1L;

  PositionMoved(Lane lane, long believed, long stored) {
    super("lane " + lane + " is at " + stored + ", not at " + believed);
  }
}
