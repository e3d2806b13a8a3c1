package org.postroom.gateway.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * When a request says it was signed.
 *
 * @param instant the moment
 * @param text the moment in the form that is signed, {@code 20261122T150405Z}
 */
record RequestDate(Instant instant, String text) {
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int LENGTH = 16;

  /** Reads {@code x-amz-date}; null when it is no such date. */
  static RequestDate ofAmzDate(String text) {
    if (text.length() != LENGTH || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
      return null;
    }
    for (int i = 0; i < LENGTH - 1; i++) {
      if (i != 8 && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
        return null;
      }
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              Integer.parseInt(text, 0, 4, 10),
              Integer.parseInt(text, 4, 6, 10),
              Integer.parseInt(text, 6, 8, 10),
              Integer.parseInt(text, 9, 11, 10),
              Integer.parseInt(text, 11, 13, 10),
              Integer.parseInt(text, 13, 15, 10));
      return new RequestDate(time.toInstant(ZoneOffset.UTC), text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Reads a {@code Date} header, in the form of HTTP or of SigV4; null when it is no date. */
  static RequestDate ofDate(String text) {
    RequestDate basic = ofAmzDate(text);
    if (basic != null) {
      return basic;
    }
    try {
      Instant instant = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return new RequestDate(instant, format(instant));
    } catch (DateTimeException e) {
      return null;
    }
  }

  static String format(Instant instant) {
    return BASIC.format(instant);
  }
}
