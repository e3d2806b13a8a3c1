package org.postroom.directory.registration.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.EntityType;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.kit.command.Change;

/** All users, all groups or all resources, tombstones included. */
public interface Entities<E extends DirectoryEntity<E>> {
  /** Which kind it holds. */
  EntityType type();

  /** The class of what it holds. */
  Class<E> modelType();

  /** The entity with this id. */
  Uni<Optional<E>> find(Mutiny.Session session, OrganizationId organization, EntityId id);

  /** At most {@code limit} entities whose ids come after this one, in the order of their ids. */
  Uni<List<E>> after(Mutiny.Session session, OrganizationId organization, String id, int limit);

  /** Stores a new entity behind those there are. */
  Change add(E entity);

  /** Stores an entity anew. */
  Change replace(E entity);
}
