package org.postroom.kit.sealing;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.database.Sql;

/**
 * A column of sealed texts. Each is replaced only if it is still what was read: whoever changes the
 * row at the same time wins, and what a decision writes back is found by the next walk. Therefore
 * it needs no lane's lock, tells nobody, and can be begun again at any time.
 *
 * @param table the table; never anything that somebody sends
 * @param column the column
 * @param keyColumns the columns of the primary key, all text
 * @param associatedData what a row's text is bound to, of the values of its key
 */
public record SealedColumn(
    String table,
    String column,
    List<String> keyColumns,
    Function<List<String>, String> associatedData)
    implements SealedPlace {

  public SealedColumn {
    keyColumns = List.copyOf(keyColumns);
  }

  @Override
  public String name() {
    return table + "." + column;
  }

  @Override
  public Uni<Map<String, Long>> counts(Sql sql) {
    return KeyCounts.of(
        sql,
        "select split_part(%2$s, ':', 2), count(*) from %1$s where %2$s like 'sealed:%%' group by 1"
            .formatted(table, column));
  }

  @Override
  public Uni<List<SealedRow>> rowsOfOthers(Sql sql, String keyId, List<String> after, int limit) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(keyId);
    parameters.add(limit);
    parameters.addAll(after.isEmpty() ? Collections.nCopies(keyColumns.size(), "") : after);
    String keys = String.join(", ", keyColumns);
    String statement =
        "select %1$s, %3$s from %2$s where %3$s like 'sealed:%%' and split_part(%3$s, ':', 2) <> $1"
                .formatted(keys, table, column)
            + " and (%1$s) > (%2$s) order by %1$s limit $2".formatted(keys, keyParameters());
    return sql.rows(statement, parameters.toArray())
        .map(rows -> rows.stream().<SealedRow>map(this::row).toList());
  }

  private SealedRow row(Object[] values) {
    int size = keyColumns.size();
    List<String> key = Arrays.stream(values).limit(size).map(String.class::cast).toList();
    return new Row(key, (String) values[size]);
  }

  /** {@code $3, $4, …}: in both statements a row's key comes behind two other values. */
  private String keyParameters() {
    return IntStream.range(3, 3 + keyColumns.size())
        .mapToObj(number -> "$" + number)
        .collect(Collectors.joining(", "));
  }

  private final class Row implements SealedRow {
    private final List<String> key;
    private final String sealed;

    Row(List<String> key, String sealed) {
      this.key = key;
      this.sealed = sealed;
    }

    @Override
    public List<String> key() {
      return key;
    }

    @Override
    public Uni<Integer> reseal(Sql sql, SecretSealer sealer) {
      List<Object> parameters = new ArrayList<>();
      parameters.add(sealer.reseal(sealed, associatedData.apply(key)));
      parameters.add(sealed);
      parameters.addAll(key);
      return sql.update(
          "update %1$s set %2$s = $1 where %2$s = $2 and (%3$s) = (%4$s)"
              .formatted(table, column, String.join(", ", keyColumns), keyParameters()),
          parameters.toArray());
    }
  }
}
