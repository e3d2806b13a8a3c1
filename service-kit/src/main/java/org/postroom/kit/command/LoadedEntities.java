package org.postroom.kit.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.session.ReactiveConnectionSupplier;

/**
 * The entities a batch's session holds. What a deciding handler loads is read-only, so that nothing
 * it does to it is written; entities that earlier commands of the batch may have changed cannot be,
 * and are compared instead, as far as the handler was shown them.
 */
final class LoadedEntities {
  private final Mutiny.Session session;
  private final SharedSessionContractImplementor inner;
  private final PersistenceContext context;

  /** What the deciding handler was shown, and the values from before. */
  private final Map<Object, Object[]> shown = new IdentityHashMap<>();

  private boolean allShown;

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
    return context.containsEntity(entityKey(entity, key));
  }

  /** From now on a handler decides, which has been shown nothing. */
  void deciding() {
    session.setDefaultReadOnly(true);
    shown.clear();
    allShown = false;
  }

  /** The handler is about to be shown the row with this key, if there is one. */
  void show(Class<?> entity, Object key) {
    Object held = allShown ? null : context.getEntity(entityKey(entity, key));
    if (held != null) {
      note(held, context.getEntry(held));
    }
  }

  /** The handler is about to be shown nobody knows what. */
  void showAll() {
    if (!allShown) {
      for (Map.Entry<Object, EntityEntry> entry : context.reentrantSafeEntityEntries()) {
        note(entry.getKey(), entry.getValue());
      }
      allShown = true;
    }
  }

  /** Whether the handler has changed what will be written; what it adds is seen elsewhere. */
  boolean areTouched() {
    return shown.entrySet().stream()
        .anyMatch(
            each -> {
              EntityEntry entry = context.getEntry(each.getKey());
              return entry == null
                  || !Arrays.equals(each.getValue(), entry.getPersister().getValues(each.getKey()));
            });
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

  private void note(Object held, EntityEntry entry) {
    if (entry.getStatus() != Status.READ_ONLY) {
      shown.computeIfAbsent(held, row -> entry.getPersister().getValues(row).clone());
    }
  }

  private EntityKey entityKey(Class<?> entity, Object key) {
    return inner.generateEntityKey(
        key, inner.getFactory().getMappingMetamodel().getEntityDescriptor(entity.getName()));
  }
}
