package org.postroom.directory.authentication.application;

import java.time.Duration;

/**
 * What came of an attempt to authenticate.
 *
 * @param user who it is; only for {@link Kind#RIGHT}
 * @param retryAfter when to try again; only for the limited kinds
 */
public record Verdict(Kind kind, KnownUser user, Duration retryAfter) {
  /** The kinds, as the metric names them. */
  public enum Kind {
    /** Address and password belong together. */
    RIGHT,
    /** They do not; whether there is such a user is not told. */
    WRONG,
    /** The address has failed too often. */
    LIMITED_BY_ADDRESS,
    /** The source has failed too often. */
    LIMITED_BY_SOURCE,
    /** Too many passwords wait to be checked. */
    BUSY
  }

  static Verdict right(KnownUser user) {
    return new Verdict(Kind.RIGHT, user, Duration.ZERO);
  }

  static Verdict of(Kind kind) {
    return new Verdict(kind, null, Duration.ZERO);
  }

  static Verdict limited(Kind kind, Duration retryAfter) {
    return new Verdict(kind, null, retryAfter);
  }
}
