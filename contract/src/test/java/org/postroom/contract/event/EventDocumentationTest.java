package org.postroom.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/events.md} has exactly one row for every event type, which names its members. */
class EventDocumentationTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "events.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\| (\\S.*) \\| (.*) \\| \\[json]\\(\\.\\./(\\S+)\\) \\|");
  private static final Pattern MEMBER = Pattern.compile("`(\\w+)`");
  private static final String GOLDEN = "contract/src/test/resources/events/";

  /** What a row must say, apart from when. */
  private record Row(String event, List<String> members, String example) {}

  @Test
  void everyEventTypeHasItsRow() {
    List<Row> written =
        rows().map(row -> new Row(row.group(1), members(row.group(3)), row.group(4))).toList();

    assertThat(written).containsExactlyInAnyOrderElementsOf(expected().toList());
  }

  /** When each event is told, by the type's name. */
  static Map<String, String> whenTold() {
    return rows()
        .collect(
            Collectors.toMap(
                row -> row.group(4).substring(GOLDEN.length()).replaceFirst("\\.json$", ""),
                row -> row.group(2)));
  }

  private static Stream<MatchResult> rows() {
    try {
      return Files.readAllLines(DOCUMENT).stream()
          .map(ROW::matcher)
          .filter(Matcher::matches)
          .map(Matcher::toMatchResult);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Row> expected() {
    return EventCatalogues.all().stream()
        .flatMap(catalogue -> catalogue.types().stream())
        .map(
            type ->
                new Row(
                    type.wireName().split("\\.")[3],
                    Stream.of(type.dataType().getRecordComponents())
                        .map(EventDocumentationTest::member)
                        .toList(),
                    GOLDEN + type.wireName() + ".json"));
  }

  static String member(RecordComponent component) {
    String name = component.getName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static List<String> members(String cell) {
    return MEMBER.matcher(cell).results().map(found -> found.group(1)).toList();
  }
}
