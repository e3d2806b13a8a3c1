package org.postroom.kit.database;

import io.smallrye.mutiny.Uni;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.ExecutableList;
import org.hibernate.reactive.engine.ReactiveActionQueue;
import org.hibernate.reactive.engine.impl.ReactiveEntityInsertActionHolder;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.session.ReactiveConnectionSupplier;
import org.hibernate.reactive.session.ReactiveSession;

/**
 * A flush whose inserts stand next to others of their entity, so that they share statements. {@code
 * hibernate.order_inserts} would do the same with a sorter that all sessions of the process share,
 * which lets two sessions that flush at once exchange rows; this touches nothing but the session's
 * own queue. Rows of different entities must not depend on one another's order.
 */
public final class GroupedFlush {
  private static final Field INSERTIONS = field(ReactiveActionQueue.class, "insertions");
  private static final Field EXECUTABLES = field(ExecutableList.class, "executables");

  private GroupedFlush() {}

  /** Entities are inserted in the order of their first appearance, the rows of each in theirs. */
  public static Uni<Void> of(Mutiny.Session session) {
    group(session);
    return session.flush();
  }

  @SuppressWarnings("unchecked")
  private static void group(Mutiny.Session session) {
    ReactiveSession inner =
        (ReactiveSession) ((MutinySessionImpl) session).unwrap(ReactiveConnectionSupplier.class);
    try {
      Object insertions = INSERTIONS.get(inner.getReactiveActionQueue());
      if (insertions == null) {
        return;
      }
      List<ReactiveEntityInsertActionHolder> waiting =
          (List<ReactiveEntityInsertActionHolder>) EXECUTABLES.get(insertions);
      Map<String, Integer> places = new HashMap<>();
      waiting.forEach(insert -> places.putIfAbsent(entity(insert), places.size()));
      if (places.size() > 1) {
        waiting.sort((one, other) -> places.get(entity(one)) - places.get(entity(other)));
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String entity(ReactiveEntityInsertActionHolder insert) {
    return insert.getDelegate().getEntityName();
  }

  private static Field field(Class<?> owner, String name) {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
