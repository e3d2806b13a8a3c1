package org.postroom.kit.timer;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.database.Sql;

/**
 * A source of timed work. A CDI bean. About once a second it is asked in which of the process's
 * command partitions something is due, with one statement however many they are, and then for what
 * is due in each of those; there is no leader. A command's own handler moves the due time on, so a
 * lost or doubled tick is harmless.
 *
 * @implSpec Rows carry the number of their command partition and are found by an index on
 *     (partition, due time). The cause of a command names its row and attempt.
 */
public interface DueCommands {
  /**
   * Those of the partitions in which something may be due; for the others {@link #due} is not
   * asked.
   */
  Uni<List<Integer>> partitionsDue(
      Mutiny.Session session, Collection<Integer> partitions, Instant now);

  /**
   * The statement of a {@link #partitionsDue}.
   *
   * @param rows from what table which rows are due in the partition {@code p.number} at the time
   *     {@code $2}, in the order of the index that finds them: without it a planner might read the
   *     table, expecting that many are due
   */
  static String partitionsWith(String... rows) {
    return Stream.of(rows)
        .map(row -> "(select 1 from " + row + " limit 1)")
        .collect(
            Collectors.joining(
                " union all ",
                "select p.number from unnest($1::integer[]) p (number)"
                    + " cross join lateral (select 1 from (",
                ") due limit 1) found"));
  }

  /** Asks a statement that {@link #partitionsWith} has made. */
  static Uni<List<Integer>> ask(
      Sql sql, String statement, Collection<Integer> partitions, Instant now) {
    return sql.rows(statement, partitions.toArray(Integer[]::new), now.atOffset(ZoneOffset.UTC))
        .map(rows -> rows.stream().map(row -> (Integer) row[0]).toList());
  }

  /** At most {@code limit} commands due in this partition, the longest due first. */
  Uni<List<InternalCommand<?>>> due(Mutiny.Session session, int partition, Instant now, int limit);
}
