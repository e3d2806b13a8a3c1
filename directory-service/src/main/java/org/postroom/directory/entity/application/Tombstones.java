package org.postroom.directory.entity.application;

import java.time.Instant;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.Change;

/** When deleted users, groups and resources are forgotten altogether. */
public interface Tombstones {
  /** Most tombstones purged by one command. */
  int CHUNK = 1_000;

  /**
   * Lets a deleted entity be purged.
   *
   * @param partition the command partition of its organization
   */
  Change add(OrganizationId organization, NamedEntity entity, int partition, Instant purgeAt);

  /** Forgets at most {@link #CHUNK} entities that are due. */
  Change purge(OrganizationId organization, Instant now);
}
