package org.postroom.kit.database;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.hibernate.reactive.session.ReactiveConnectionSupplier;

/**
 * Plain SQL on the connection of a session, with {@code $n} parameters and arrays as values. A
 * statement is sent when its method is called, not when the result is subscribed to: statements
 * that are called one after the other without waiting share one round trip and run in that order.
 * Pending changes of the session are not flushed.
 */
public final class Sql {
  private final ReactiveConnection connection;
  private final Runnable onWrite;

  private Sql(ReactiveConnection connection, Runnable onWrite) {
    this.connection = connection;
    this.onWrite = onWrite;
  }

  /** On the connection of this session. */
  public static Sql of(Mutiny.Session session) {
    return session instanceof Source source ? source.sql() : of(session, () -> {});
  }

  /** On the connection of this session, with somebody who is told before a statement writes. */
  public static Sql of(Mutiny.Session session, Runnable onWrite) {
    return new Sql(
        ((MutinySessionImpl) session)
            .unwrap(ReactiveConnectionSupplier.class)
            .getReactiveConnection(),
        onWrite);
  }

  /** Whether a statement only reads, judged by its first word. */
  public static boolean isRead(String statement) {
    return statement.stripLeading().regionMatches(true, 0, "select", 0, "select".length());
  }

  /** A wrapped session that gives out the SQL it wants used. */
  public interface Source {
    /** On the session's connection. */
    Sql sql();
  }

  /** The rows of a query, each an array in the order of its columns. */
  public Uni<List<Object[]>> rows(String sql, Object... parameters) {
    if (!isRead(sql)) {
      onWrite.run();
    }
    return sent(
        connection
            .select(sql, parameters)
            .thenApply(
                result -> {
                  List<Object[]> rows = new ArrayList<>(result.size());
                  result.forEachRemaining(rows::add);
                  return rows;
                }));
  }

  /** The number of rows that a statement changed. */
  public Uni<Integer> update(String sql, Object... parameters) {
    onWrite.run();
    return sent(connection.update(sql, parameters));
  }

  Uni<Void> begin() {
    return sent(connection.beginTransaction());
  }

  Uni<Void> commit() {
    return sent(connection.commitTransaction());
  }

  Uni<Void> rollback() {
    return sent(connection.rollbackTransaction());
  }

  private static <T> Uni<T> sent(CompletionStage<T> stage) {
    return Uni.createFrom().completionStage(stage);
  }
}
