package org.postroom.directory.registration.application;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.Change;

/** All that ties an entity to others, in either direction. */
public interface EntityLinks {
  /** Most rows removed by one command. */
  int CHUNK = 1_000;

  /** Whether anything does. */
  Uni<Boolean> any(Mutiny.Session session, OrganizationId organization, EntityId entity);

  /** Removes at most {@link #CHUNK} of them. */
  Change dropSome(OrganizationId organization, EntityId entity);
}
