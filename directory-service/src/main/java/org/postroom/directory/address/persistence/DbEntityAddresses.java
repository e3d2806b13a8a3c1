package org.postroom.directory.address.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.address.application.EntityAddresses;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.application.NamedEntity;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.persistence.CreationNumbers;
import org.postroom.kit.command.Change;

/** Addresses, found by their key. */
@Singleton
class DbEntityAddresses implements EntityAddresses {
  private final CreationNumbers numbers;

  DbEntityAddresses(CreationNumbers numbers) {
    this.numbers = numbers;
  }

  @Override
  public Uni<Optional<NamedEntity>> find(
      Mutiny.Session session, OrganizationId organization, String addressKey) {
    return session
        .find(EntityAddressRow.class, new EntityAddressKey(organization.value(), addressKey))
        .map(
            row ->
                Optional.ofNullable(row)
                    .map(found -> new NamedEntity(new EntityId(found.entityId), found.entityType)));
  }

  @Override
  public Uni<List<String>> of(
      Mutiny.Session session, OrganizationId organization, EntityId entity) {
    return rows(session, organization, entity)
        .map(rows -> rows.stream().map(row -> row.address).toList());
  }

  @Override
  public Change claimPrimary(OrganizationId organization, EmailAddress address, NamedEntity owner) {
    return session ->
        numbers
            .next(session, organization)
            .chain(
                number -> {
                  EntityAddressRow row = new EntityAddressRow();
                  row.key = new EntityAddressKey(organization.value(), address.key());
                  row.address = address.text();
                  row.domainName = address.domain();
                  row.entityId = owner.id().value();
                  row.entityType = owner.type();
                  row.isPrimary = true;
                  row.creationNumber = number;
                  return session.persist(row);
                });
  }

  @Override
  public Change freeAll(OrganizationId organization, EntityId entity) {
    return session ->
        rows(session, organization, entity)
            .chain(rows -> session.removeAll(rows.toArray()))
            // A later command of the batch may claim one of them again.
            .chain(session::flush);
  }

  /** What earlier commands of the batch have changed must be in the database first. */
  private static Uni<List<EntityAddressRow>> rows(
      Mutiny.Session session, OrganizationId organization, EntityId entity) {
    return session
        .flush()
        .chain(
            () ->
                session
                    .createQuery(
                        "from EntityAddress a where a.key.organizationId = :organization"
                            + " and a.entityId = :entity order by a.creationNumber",
                        EntityAddressRow.class)
                    .setParameter("organization", organization.value())
                    .setParameter("entity", entity.value())
                    .getResultList());
  }
}
