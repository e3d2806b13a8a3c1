package org.postroom.examples.retention;

import java.time.Instant;
import java.util.List;
import org.postroom.examples.retention.Retention.Item;

/** Reads the listing of a mailbox. */
final class Listing {
  private static final int COLUMNS = 5;

  private Listing() {}

  /** The items, one a line: folder, id, created, changed, moved. */
  static List<Item> read(List<String> lines) {
    return lines.stream().filter(line -> !line.isBlank()).map(Listing::item).toList();
  }

  private static Item item(String line) {
    String[] columns = line.split(",", -1);
    if (columns.length != COLUMNS || columns[2].isBlank()) {
      throw new IllegalArgumentException("folder,id,created,changed,moved expected: " + line);
    }
    return new Item(
        columns[0].strip(),
        columns[1].strip(),
        time(columns[2]),
        time(columns[3]),
        time(columns[4]));
  }

  private static Instant time(String text) {
    return text.isBlank() ? null : Instant.parse(text.strip());
  }
}
