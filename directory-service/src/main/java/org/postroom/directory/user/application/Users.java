package org.postroom.directory.user.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
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

  /** At most {@code limit} users whose ids come after this one, in the order of their ids. */
  Uni<List<User>> after(Mutiny.Session session, OrganizationId organization, String id, int limit);

  /** Stores a new user behind those there are. */
  Change add(User user);

  /** Stores a user anew. */
  Change replace(User user);
}
