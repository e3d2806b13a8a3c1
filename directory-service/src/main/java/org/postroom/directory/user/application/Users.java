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

  /** Stores a new user behind those there are. */
  Change add(User user);

  /** Stores a user anew. */
  Change replace(User user);
}
