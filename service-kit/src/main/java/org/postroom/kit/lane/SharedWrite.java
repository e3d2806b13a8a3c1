package org.postroom.kit.lane;

import io.smallrye.mutiny.Uni;
import java.util.List;
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
}
