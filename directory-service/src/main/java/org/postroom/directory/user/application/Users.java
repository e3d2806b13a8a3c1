package org.postroom.directory.user.application;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.EntityType;
import org.postroom.directory.registration.application.Entities;
import org.postroom.directory.user.model.User;

/** All users, tombstones included. */
public interface Users extends Entities<User> {
  @Override
  default EntityType type() {
    return EntityType.USER;
  }

  @Override
  default Class<User> modelType() {
    return User.class;
  }

  /**
   * Loads a user and its organization in one go, so that the session finds either without asking
   * the database again. Does nothing for an identifier that is no id.
   */
  Uni<Void> prefetch(Mutiny.Session session, String organizationId, String identifier);
}
