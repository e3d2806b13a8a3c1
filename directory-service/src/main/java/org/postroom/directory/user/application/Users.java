package org.postroom.directory.user.application;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.user.model.User;
import org.postroom.kit.command.Change;

/** All users, tombstones included. */
public interface Users {
  /** The user with this id. */
  Uni<Optional<User>> find(Mutiny.Session session, OrganizationId organization, EntityId id);

  /**
   * Loads a user and its organization in one go, so that the session finds either without asking
   * the database again. Does nothing for an identifier that is no id.
   */
  Uni<Void> prefetch(Mutiny.Session session, String organizationId, String identifier);

  /** Stores a new user behind those there are. */
  Change add(User user);

  /** Stores a user anew. */
  Change replace(User user);
}
