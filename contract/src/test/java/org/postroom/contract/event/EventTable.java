package org.postroom.contract.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of {@code docs/events.md}, for the tests of all modules. */
public final class EventTable {
  static final String GOLDEN = "contract/src/test/resources/events/";
  private static final Path DOCUMENT = Path.of("..", "docs", "events.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\| (\\S.*) \\| (.*) \\| \\[json]\\(\\.\\./(\\S+)\\) \\|");

  private EventTable() {}

  /** Its rows: event, when it is told, members, golden example. */
  static Stream<MatchResult> rows() {
    try {
      return Files.readAllLines(DOCUMENT).stream()
          .map(ROW::matcher)
          .filter(Matcher::matches)
          .map(Matcher::toMatchResult);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When each event is told, by the type's name. */
  public static Map<String, String> whenTold() {
    return rows()
        .collect(
            Collectors.toMap(
                row -> row.group(4).substring(GOLDEN.length()).replaceFirst("\\.json$", ""),
                row -> row.group(2)));
  }

  /** What a member is called in an event's data. */
  public static String member(RecordComponent component) {
    String name = component.getName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
