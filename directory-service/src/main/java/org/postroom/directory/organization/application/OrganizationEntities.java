package org.postroom.directory.organization.application;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.Change;

/** Everything the directory keeps inside an organization, seen as rows to be dropped with it. */
public interface OrganizationEntities {
  /** Most rows dropped by one command. */
  int CHUNK = 1_000;

  /** Whether the organization has a user that is ENABLED. */
  Uni<Boolean> anyEnabledUser(Mutiny.Session session, OrganizationId organization);

  /** Whether there is nothing left to drop. */
  Uni<Boolean> none(Mutiny.Session session, OrganizationId organization);

  /** Drops at most {@link #CHUNK} rows. */
  Change dropSome(OrganizationId organization);
}
