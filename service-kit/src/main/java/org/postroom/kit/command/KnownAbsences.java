package org.postroom.kit.command;

import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postroom.kit.lane.LookUps;
import org.postroom.kit.lane.SharedRead;

/** Which rows a batch's handlers need not look for: they were not there when it was locked. */
final class KnownAbsences {
  private record Row(Class<?> entity, Object key) {}

  private final Map<SharedRead<?, ?>, Set<Absence<?>>> expected = new LinkedHashMap<>();
  private final Set<Row> absent = new HashSet<>();

  void expect(List<Absence<?>> absences) {
    for (Absence<?> absence : absences) {
      expected.computeIfAbsent(absence.present(), statement -> new LinkedHashSet<>()).add(absence);
    }
  }

  /** Asks for all that is expected, one statement for each entity. */
  Uni<Void> ask(LookUps lookUps) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Map.Entry<SharedRead<?, ?>, Set<Absence<?>>> statement : expected.entrySet()) {
      Uni<Set<Object>> present = present(lookUps, statement.getKey(), statement.getValue());
      all =
          all.chain(() -> present)
              .invoke(rows -> note(statement.getValue(), rows))
              .replaceWithVoid();
    }
    return all;
  }

  @SuppressWarnings("unchecked")
  private static Uni<Set<Object>> present(
      LookUps lookUps, SharedRead<?, ?> statement, Set<Absence<?>> absences) {
    List<Object> keys = absences.stream().<Object>map(Absence::key).toList();
    return lookUps.find((SharedRead<Object, Set<Object>>) statement, keys);
  }

  private void note(Set<Absence<?>> absences, Set<Object> present) {
    for (Absence<?> absence : absences) {
      if (!present.contains(absence.key())) {
        absent.add(new Row(absence.entity(), absence.key()));
      }
    }
  }

  /** Whether the row was absent; it may have been persisted since. */
  boolean hold(Object entity, Object key) {
    return entity instanceof Class<?> type && absent.contains(new Row(type, key));
  }

  /** What was persisted is not in the session any more, so nothing is known. */
  void forget() {
    absent.clear();
  }
}
