package org.postroom.directory.entity.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.application.EntityNames;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.Absence;
import org.postroom.kit.command.Change;
import org.postroom.kit.lane.SharedRead;

/** Names, found by their key: what the batch has claimed is found without asking the database. */
@Singleton
class DbEntityNames implements EntityNames {
  static final String FIND =
      """
      select organization_id, name_key from entity_name
      where (organization_id, name_key) in (select * from unnest($1::text[], $2::text[]))
      """;
  private static final SharedRead<EntityNameKey, Set<EntityNameKey>> PRESENT =
      (sql, keys) ->
          sql.rows(
                  FIND,
                  keys.stream().map(EntityNameKey::organizationId).toArray(String[]::new),
                  keys.stream().map(EntityNameKey::nameKey).toArray(String[]::new))
              .map(
                  rows ->
                      rows.stream()
                          .map(row -> new EntityNameKey((String) row[0], (String) row[1]))
                          .collect(Collectors.toSet()));

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
  public Absence<?> expectFree(OrganizationId organization, String nameKey) {
    return new Absence<>(EntityNameRow.class, key(organization, nameKey), PRESENT);
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
