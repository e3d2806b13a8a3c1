package org.postroom.kit.lane;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.postroom.kit.database.Sql;

/**
 * A multi-row statement that is sent once for all lanes of a transaction. Equal instances are the
 * same statement.
 *
 * @param <R> a row
 */
@FunctionalInterface
public interface SharedWrite<R> {
  /** Sends the statement at once; there is at least one row. */
  Uni<?> write(Sql sql, List<R> rows);

  /**
   * A statement for the last row of each key, in the order of the keys' first ones: one that
   * inserts or updates cannot do so twice with one row of its table.
   *
   * @param parameters the statement's, of the rows that are left
   */
  static <R> SharedWrite<R> ofLast(
      String statement, Function<R, ?> key, Function<List<R>, Object[]> parameters) {
    return (sql, rows) -> {
      Map<Object, R> last = new LinkedHashMap<>();
      rows.forEach(row -> last.put(key.apply(row), row));
      return sql.update(statement, parameters.apply(List.copyOf(last.values())));
    };
  }

  /** One member of all rows, as an array parameter. */
  static <R> String[] texts(List<R> rows, Function<R, String> member) {
    return rows.stream().map(member).toArray(String[]::new);
  }
}
