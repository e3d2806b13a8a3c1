package org.postroom.directory.entity.application;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.Change;

/** The name space that the live users, groups and resources of an organization share. */
public interface EntityNames {
  /** Who has the name with this key. */
  Uni<Optional<NamedEntity>> find(
      Mutiny.Session session, OrganizationId organization, String nameKey);

  /** Gives a free name away. */
  Change claim(OrganizationId organization, String nameKey, NamedEntity owner);

  /** Frees a name. */
  Change free(OrganizationId organization, String nameKey);
}
