package org.postroom.kit.sealing;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.TreeMap;
import org.postroom.kit.database.Sql;

/** How many of something there are, by the id of the key that it was made with. */
final class KeyCounts {
  private KeyCounts() {}

  /**
   * What a statement finds.
   *
   * @param statement of which each row is a key's id and a number
   */
  static Uni<Map<String, Long>> of(Sql sql, String statement) {
    return sql.rows(statement)
        .map(
            rows -> {
              Map<String, Long> counts = new TreeMap<>();
              rows.forEach(row -> counts.put((String) row[0], (Long) row[1]));
              return counts;
            });
  }
}
