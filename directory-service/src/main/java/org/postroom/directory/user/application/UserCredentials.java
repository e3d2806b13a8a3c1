package org.postroom.directory.user.application;

import java.time.Instant;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.Change;

/** With what users log in. Hashes go in; nothing here brings one out. */
public interface UserCredentials {
  /** A new user's first password hash. */
  Change add(OrganizationId organization, EntityId user, String passwordHash, Instant at);

  /** Replaces a user's password hash, or gives it its first. */
  Change set(OrganizationId organization, EntityId user, String passwordHash, Instant at);

  /** The user cannot log in any more. */
  Change remove(OrganizationId organization, EntityId user);
}
