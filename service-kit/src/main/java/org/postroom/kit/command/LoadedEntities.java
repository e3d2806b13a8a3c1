package org.postroom.kit.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.session.ReactiveConnectionSupplier;

/**
 * The entities a batch's session holds. What a deciding handler loads is read-only, so that nothing
 * it does to it is written; entities that earlier commands of the batch may have changed cannot be,
 * and are compared instead.
 */
final class LoadedEntities {
  private final Mutiny.Session session;
  private final SharedSessionContractImplementor inner;
  private final PersistenceContext context;
  private Map<Object, Object[]> before = Map.of();

  LoadedEntities(Mutiny.Session session) {
    this.session = session;
    // The reactive session is an ordinary one underneath.
    this.inner =
        (SharedSessionContractImplementor)
            ((MutinySessionImpl) session).unwrap(ReactiveConnectionSupplier.class);
    this.context = inner.getPersistenceContextInternal();
  }

  /** How many rows the session holds. */
  int count() {
    return context.getNumberOfManagedEntities();
  }

  /** Whether the session holds the row with this key. */
  boolean hold(Class<?> entity, Object key) {
    return context.containsEntity(
        inner.generateEntityKey(
            key, inner.getFactory().getMappingMetamodel().getEntityDescriptor(entity.getName())));
  }

  /** From now on a handler decides. */
  void deciding() {
    session.setDefaultReadOnly(true);
    before = writable();
  }

  /** Whether the handler has added to, or changed, what will be written. */
  boolean areTouched() {
    Map<Object, Object[]> now = writable();
    if (now.size() != before.size()) {
      return true;
    }
    for (Map.Entry<Object, Object[]> entry : now.entrySet()) {
      Object[] values = before.get(entry.getKey());
      if (values == null || !Arrays.equals(values, entry.getValue())) {
        return true;
      }
    }
    return false;
  }

  /** Lets go of what a refused handler has loaded: it may have altered it in memory. */
  void forgetRead() {
    List<Object> read = new ArrayList<>();
    for (Map.Entry<Object, EntityEntry> entry : context.reentrantSafeEntityEntries()) {
      if (entry.getValue().getStatus() == Status.READ_ONLY) {
        read.add(entry.getKey());
      }
    }
    read.forEach(session::detach);
  }

  /** Lets go of some rows. */
  void letGo(Predicate<Object> rows) {
    List<Object> some = new ArrayList<>();
    for (Map.Entry<Object, EntityEntry> entry : context.reentrantSafeEntityEntries()) {
      if (rows.test(entry.getKey())) {
        some.add(entry.getKey());
      }
    }
    some.forEach(session::detach);
  }

  /** From now on changes are applied. */
  void changing() {
    session.setDefaultReadOnly(false);
    for (Map.Entry<Object, EntityEntry> entry : context.reentrantSafeEntityEntries()) {
      if (entry.getValue().getStatus() == Status.READ_ONLY
          && entry.getValue().getPersister().isMutable()) {
        session.setReadOnly(entry.getKey(), false);
      }
    }
  }

  private Map<Object, Object[]> writable() {
    if (context.getNumberOfManagedEntities() == 0) {
      return Map.of();
    }
    Map<Object, Object[]> values = new IdentityHashMap<>();
    for (Map.Entry<Object, EntityEntry> entry : context.reentrantSafeEntityEntries()) {
      if (entry.getValue().getStatus() != Status.READ_ONLY) {
        values.put(
            entry.getKey(), entry.getValue().getPersister().getValues(entry.getKey()).clone());
      }
    }
    return values;
  }
}
