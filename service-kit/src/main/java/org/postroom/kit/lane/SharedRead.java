package org.postroom.kit.lane;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import org.postroom.kit.database.Sql;

/**
 * A look-up by keys that is made once for all lanes of a transaction. Equal instances are the same
 * statement.
 *
 * @param <K> what is looked up
 * @param <R> what is found for all the keys together
 */
@FunctionalInterface
public interface SharedRead<K, R> {
  /** Sends the statement at once; {@code keys} holds each key once and may be empty. */
  Uni<R> read(Sql sql, Collection<K> keys);
}
