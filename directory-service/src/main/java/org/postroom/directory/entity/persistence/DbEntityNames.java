package org.postroom.directory.entity.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.application.EntityNames;
import org.postroom.directory.entity.application.NamedEntity;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.Change;

/** Names, found by their key: what the batch has claimed is found without asking the database. */
@Singleton
class DbEntityNames implements EntityNames {

  @Override
  public Uni<Optional<NamedEntity>> find(
      Mutiny.Session session, OrganizationId organization, String nameKey) {
    return session
        .find(EntityNameRow.class, key(organization, nameKey))
        .map(
            row ->
                Optional.ofNullable(row)
                    .map(found -> new NamedEntity(new EntityId(found.entityId), found.entityType)));
  }

  @Override
  public Change claim(OrganizationId organization, String nameKey, NamedEntity owner) {
    return session -> {
      EntityNameRow row = new EntityNameRow();
      row.key = key(organization, nameKey);
      row.entityId = owner.id().value();
      row.entityType = owner.type();
      return session.persist(row);
    };
  }

  @Override
  public Change free(OrganizationId organization, String nameKey) {
    return session ->
        session
            .find(EntityNameRow.class, key(organization, nameKey))
            .chain(session::remove)
            // A later command of the batch may claim the name again.
            .chain(session::flush);
  }

  private static EntityNameKey key(OrganizationId organization, String nameKey) {
    return new EntityNameKey(organization.value(), nameKey);
  }
}
