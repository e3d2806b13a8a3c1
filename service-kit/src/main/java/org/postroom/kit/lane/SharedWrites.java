package org.postroom.kit.lane;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postroom.kit.database.Sql;

/** Rows that wait for their multi-row statements, which keep the order they were first named in. */
final class SharedWrites {
  private final Map<SharedWrite<?>, List<Object>> rows = new LinkedHashMap<>();

  <R> void add(SharedWrite<R> statement, Collection<R> some) {
    if (!some.isEmpty()) {
      rows.computeIfAbsent(statement, ignored -> new ArrayList<>()).addAll(some);
    }
  }

  /** Adds what waits there, behind what waits here. */
  void addAll(SharedWrites others) {
    others.rows.forEach(
        (statement, some) ->
            rows.computeIfAbsent(statement, ignored -> new ArrayList<>()).addAll(some));
  }

  /** Sends every statement at once; nothing waits any more. */
  List<Uni<?>> send(Sql sql) {
    List<Uni<?>> sent = new ArrayList<>();
    rows.forEach((statement, all) -> sent.add(send(sql, statement, all)));
    rows.clear();
    return sent;
  }

  @SuppressWarnings("unchecked")
  private static Uni<?> send(Sql sql, SharedWrite<?> statement, List<Object> rows) {
    return ((SharedWrite<Object>) statement).write(sql, rows);
  }

  /** In the order they were sent, so that the failure seen is the first one. */
  static Uni<Void> inOrder(List<Uni<?>> sent) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Uni<?> one : sent) {
      all = all.chain(() -> one).replaceWithVoid();
    }
    return all;
  }
}
