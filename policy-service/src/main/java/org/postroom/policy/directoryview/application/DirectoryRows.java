package org.postroom.policy.directoryview.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.kit.directory.DirectoryEntities;
import org.postroom.policy.organization.application.OrganizationRows;

/** What is known of a removed organization's entities goes with it: nobody tells of them again. */
@Singleton
class DirectoryRows implements OrganizationRows {
  private final DirectoryEntities entities;

  DirectoryRows(DirectoryEntities entities) {
    this.entities = entities;
  }

  @Override
  public Uni<Boolean> any(Mutiny.Session session, String organizationId) {
    return entities.any(session, organizationId);
  }

  @Override
  public Change dropSome(String organizationId) {
    return entities.dropSome(organizationId);
  }
}
