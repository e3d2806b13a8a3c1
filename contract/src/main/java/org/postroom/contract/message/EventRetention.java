package org.postroom.contract.message;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long event topics keep what is published, so that personal data in the events of those who
 * are gone goes as well. Kafka deletes whole segments only: a record stays at most for the {@link
 * #bound()}, counted from when it was last published.
 *
 * @param period how long each record is kept at least; null for ever
 */
public record EventRetention(Duration period) {
  /** Nothing is ever deleted. */
  public static final EventRetention UNLIMITED = new EventRetention(null);

  /** What an installation has that does not say otherwise. */
  public static final EventRetention STANDARD = new EventRetention(Duration.ofDays(90));

  private static final String UNLIMITED_TEXT = "unlimited";
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})([dhms])");
  private static final Duration LONGEST_SEGMENT = Duration.ofDays(7);
  private static final int SEGMENTS = 10;

  /** How often brokers look for old segments, and how long they delay deletion: ample. */
  private static final Duration DELETION = Duration.ofHours(1);

  public EventRetention {
    if (period != null && (period.isNegative() || period.isZero())) {
      throw new IllegalArgumentException("a retention is a positive time or unlimited");
    }
  }

  /**
   * Reads a setting: {@code unlimited}, {@code 90d}, {@code 12h}, {@code 30m}, {@code 10s} or an
   * ISO 8601 duration.
   */
  public static EventRetention of(String text) {
    String trimmed = text.strip().toLowerCase(Locale.ROOT);
    if (trimmed.equals(UNLIMITED_TEXT)) {
      return UNLIMITED;
    }
    Matcher matcher = SHORT.matcher(trimmed);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      return new EventRetention(
          switch (matcher.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
          });
    }
    try {
      return new EventRetention(Duration.parse(trimmed));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "a retention is a time such as 90d or PT2160H, or unlimited, not " + text, e);
    }
  }

  /** The longest time over which a segment is written: a tenth of the period, at most a week. */
  public Duration segment() {
    Duration part = period == null ? LONGEST_SEGMENT : period.dividedBy(SEGMENTS);
    return part.compareTo(LONGEST_SEGMENT) < 0 ? part : LONGEST_SEGMENT;
  }

  /** The longest time for which a record is kept; empty for ever. */
  public Optional<Duration> bound() {
    return Optional.ofNullable(period).map(kept -> kept.plus(segment()).plus(DELETION));
  }

  /** As it is set. */
  @Override
  public String toString() {
    return period == null ? UNLIMITED_TEXT : period.toString();
  }
}
