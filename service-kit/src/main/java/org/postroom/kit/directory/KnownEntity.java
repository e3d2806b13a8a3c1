package org.postroom.kit.directory;

import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.EntityType;

/**
 * A user, group or resource of the directory, as another context knows it.
 *
 * @param id its id, which never becomes another's
 * @param type what it is
 * @param state DELETED for a tombstone, which is found by its id only
 */
public record KnownEntity(String id, EntityType type, EntityState state) {
  /** Whether it is a user. */
  public boolean isUser() {
    return type == EntityType.USER;
  }

  /** Whether it is a user who has not been deleted. */
  public boolean isLivingUser() {
    return isUser() && state != EntityState.DELETED;
  }

  /** Whether it is a user who is registered. */
  public boolean isEnabledUser() {
    return isUser() && state == EntityState.ENABLED;
  }
}
