package org.postroom.directory.entity.application;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.Absence;
import org.postroom.kit.command.Change;

/** The name space that the live users, groups and resources of an organization share. */
public interface EntityNames {
  /** Who has the name with this key. */
  Uni<Optional<NamedEntity>> find(
      Mutiny.Session session, OrganizationId organization, String nameKey);

  /** Refuses a name that somebody has. */
  default Uni<Void> requireFree(
      Mutiny.Session session, OrganizationId organization, EntityName name) {
    return find(session, organization, name.key())
        .invoke(
            owner -> {
              if (owner.isPresent()) {
                throw new OperationRejected(ErrorCode.NAME_AVAILABILITY, "The name is taken.");
              }
            })
        .replaceWithVoid();
  }

  /** That nobody is expected to have the name with this key. */
  Absence<?> expectFree(OrganizationId organization, String nameKey);

  /** Gives a free name away. */
  Change claim(OrganizationId organization, String nameKey, NamedEntity owner);

  /** Frees a name. */
  Change free(OrganizationId organization, String nameKey);
}
