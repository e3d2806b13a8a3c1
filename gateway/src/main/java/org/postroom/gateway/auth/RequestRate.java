package org.postroom.gateway.auth;

/**
 * How many requests somebody may send.
 *
 * @param perSecond requests a second in the long run; 0 for no limit
 * @param burst requests that may come at once after a pause
 */
public record RequestRate(long perSecond, long burst) {
  private static final long MOST = 1_000_000;

  /**
   * @throws IllegalArgumentException with a reason, when no bucket can be made of it
   */
  public RequestRate {
    if (perSecond < 0 || perSecond > MOST) {
      throw new IllegalArgumentException("requests per second must be 0 to " + MOST);
    }
    if (perSecond > 0 && (burst < 1 || burst > MOST)) {
      throw new IllegalArgumentException("a burst must be 1 to " + MOST);
    }
  }

  /** Whether there is no limit. */
  public boolean isUnlimited() {
    return perSecond == 0;
  }
}
