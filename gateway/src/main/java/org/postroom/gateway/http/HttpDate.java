package org.postroom.gateway.http;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of the Date header, written once a second. SDKs correct their clocks by it. */
@Singleton
class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;
  private volatile Written written = new Written(Long.MIN_VALUE, null);

  HttpDate(Clock clock) {
    this.clock = clock;
  }

  String now() {
    long second = Math.floorDiv(clock.millis(), 1000L);
    Written last = written;
    if (last.second != second) {
      last = new Written(second, FORMAT.format(Instant.ofEpochSecond(second)));
      written = last;
    }
    return last.text;
  }

  private record Written(long second, String text) {}
}
