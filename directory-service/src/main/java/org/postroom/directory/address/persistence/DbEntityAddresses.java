package org.postroom.directory.address.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.address.application.EntityAddresses;
import org.postroom.directory.address.application.NumberedAddress;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.persistence.CreationNumbers;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Sql;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Addresses, found by their key. */
@Singleton
class DbEntityAddresses implements EntityAddresses {
  static final String ALIASES =
      "select a.address, a.creation_number from entity_address a"
          + " where a.organization_id = :organization and a.entity_id = :entity"
          + " and a.creation_number > :after and not a.is_primary"
          + " order by a.creation_number limit :limit";

  /** Primary addresses too, so that a page never reads more rows than it has. */
  static final String AFTER =
      "select a.entity_id, a.entity_type, a.creation_number, a.address, a.is_primary"
          + " from entity_address a where a.organization_id = :organization"
          + " and (a.entity_id, a.creation_number) > (:owner, :number)"
          + " order by a.entity_id, a.creation_number limit :limit";

  /** A range in the order of its index: an equality might read the table from its beginning. */
  static final String ANY_IN =
      "select 1 from entity_address where organization_id = $1"
          + " and domain_name >= $2 and domain_name <= $2 order by domain_name limit 1";

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
  public Uni<Page<String>> aliases(
      Mutiny.Session session, OrganizationId organization, EntityId entity, PageRequest request) {
    return session
        .createNativeQuery(ALIASES, Object[].class)
        .setParameter("organization", organization.value())
        .setParameter("entity", entity.value())
        .setParameter("after", request.afterNumber())
        .setParameter("limit", request.fetchLimit())
        .getResultList()
        .map(rows -> request.page(rows, row -> List.of(row[1].toString())))
        .map(page -> page.map(row -> (String) row[0]));
  }

  @Override
  public Uni<List<NumberedAddress>> after(
      Mutiny.Session session, OrganizationId organization, String owner, long number, int limit) {
    return session
        .createNativeQuery(AFTER, Object[].class)
        .setParameter("organization", organization.value())
        .setParameter("owner", owner)
        .setParameter("number", number)
        .setParameter("limit", limit)
        .getResultList()
        .map(rows -> rows.stream().map(DbEntityAddresses::numbered).toList());
  }

  @Override
  public Uni<Boolean> anyIn(
      Mutiny.Session session, OrganizationId organization, String domainName) {
    // What earlier commands of the batch have given out must be in the database first.
    return session
        .flush()
        .chain(() -> Sql.of(session).rows(ANY_IN, organization.value(), domainName))
        .map(rows -> !rows.isEmpty());
  }

  @Override
  public Change claimPrimary(OrganizationId organization, EmailAddress address, NamedEntity owner) {
    return session -> add(session, organization, address, owner, true);
  }

  @Override
  public Change claimAlias(OrganizationId organization, EmailAddress address, NamedEntity owner) {
    return session -> add(session, organization, address, owner, false);
  }

  @Override
  public Change changePrimary(
      OrganizationId organization, EmailAddress address, EmailAddress former, NamedEntity owner) {
    return session ->
        demote(session, organization, former)
            .chain(() -> session.find(EntityAddressRow.class, key(organization, address)))
            .chain(
                row -> {
                  if (row == null) {
                    return add(session, organization, address, owner, true);
                  }
                  row.address = address.text();
                  row.isPrimary = true;
                  return Uni.createFrom().voidItem();
                });
  }

  @Override
  public Change free(OrganizationId organization, EmailAddress address) {
    return session ->
        session
            .find(EntityAddressRow.class, key(organization, address))
            .chain(session::remove)
            // A later command of the batch may claim it again.
            .chain(session::flush);
  }

  @Override
  public Change freeAll(OrganizationId organization, EntityId entity) {
    return session ->
        rows(session, organization, entity)
            .chain(rows -> session.removeAll(rows.toArray()))
            // A later command of the batch may claim one of them again.
            .chain(session::flush);
  }

  private Uni<Void> add(
      Mutiny.Session session,
      OrganizationId organization,
      EmailAddress address,
      NamedEntity owner,
      boolean isPrimary) {
    return numbers
        .next(session, organization)
        .chain(
            number -> {
              EntityAddressRow row = new EntityAddressRow();
              row.key = key(organization, address);
              row.address = address.text();
              row.domainName = address.domain();
              row.entityId = owner.id().value();
              row.entityType = owner.type();
              row.isPrimary = isPrimary;
              row.creationNumber = number;
              return session.persist(row);
            });
  }

  /** With a new number: it becomes an alias now, behind those there are. */
  private Uni<Void> demote(
      Mutiny.Session session, OrganizationId organization, EmailAddress former) {
    return numbers
        .next(session, organization)
        .chain(
            number ->
                session
                    .find(EntityAddressRow.class, key(organization, former))
                    .invoke(
                        row -> {
                          row.isPrimary = false;
                          row.creationNumber = number;
                        }))
        .replaceWithVoid();
  }

  private static EntityAddressKey key(OrganizationId organization, EmailAddress address) {
    return new EntityAddressKey(organization.value(), address.key());
  }

  private static NumberedAddress numbered(Object[] row) {
    return new NumberedAddress(
        NamedEntity.of((String) row[0], (String) row[1]),
        ((Number) row[2]).longValue(),
        (String) row[3],
        (Boolean) row[4]);
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
