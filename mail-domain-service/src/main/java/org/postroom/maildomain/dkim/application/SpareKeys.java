package org.postroom.maildomain.dkim.application;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.maildomain.dkim.model.KeyMaterial;

/** Keys made ahead that belong to nobody yet. */
public interface SpareKeys {
  /**
   * Up to so many of them, held against everybody else until the transaction ends. Whoever uses one
   * removes it.
   */
  Uni<List<SpareKey>> hold(Mutiny.Session session, int wanted);

  /** Removes keys that are used. */
  Change remove(Collection<SpareKey> keys);

  /** How many there are. */
  Uni<Long> count(Mutiny.Session session);

  /** Adds one. */
  Uni<Void> add(Mutiny.Session session, SpareKey key, Instant now);

  /**
   * One of them.
   *
   * @param material sealed for this id
   */
  record SpareKey(String id, KeyMaterial material) {}
}
