package org.postroom.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/events.md} has exactly one row for every event type, which names its members. */
class EventDocumentationTest {
  private static final Pattern MEMBER = Pattern.compile("`(\\w+)`");

  /** What a row must say, apart from when. */
  private record Row(String event, List<String> members, String example) {}

  @Test
  void everyEventTypeHasItsRow() {
    List<Row> written =
        EventTable.rows()
            .map(row -> new Row(row.group(1), members(row.group(3)), row.group(4)))
            .toList();

    assertThat(written).containsExactlyInAnyOrderElementsOf(expected().toList());
  }

  private static Stream<Row> expected() {
    return EventCatalogues.all().stream()
        .flatMap(catalogue -> catalogue.types().stream())
        .map(
            type ->
                new Row(
                    type.wireName().split("\\.")[3],
                    Stream.of(type.dataType().getRecordComponents())
                        .map(EventTable::member)
                        .toList(),
                    EventTable.GOLDEN + type.wireName() + ".json"));
  }

  private static List<String> members(String cell) {
    return MEMBER.matcher(cell).results().map(found -> found.group(1)).toList();
  }
}
