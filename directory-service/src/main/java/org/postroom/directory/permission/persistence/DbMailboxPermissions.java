package org.postroom.directory.permission.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.MemberType;
import org.postroom.contract.directory.Permission;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.persistence.CreationNumbers;
import org.postroom.directory.permission.application.MailboxPermissions;
import org.postroom.directory.permission.model.MailboxGrant;
import org.postroom.directory.registration.persistence.LiveEntity;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Permissions in the database, by the index of their mailbox. */
@Singleton
class DbMailboxPermissions implements MailboxPermissions {
  static final String PAGE =
      "select p.grantee_id, p.grantee_type, p.permissions, p.creation_number"
          + " from mailbox_permission p"
          + " where p.organization_id = :organization and p.entity_id = :owner"
          + " and p.creation_number > :after and "
          + LiveEntity.condition("p", "grantee_id", "grantee_type")
          + " order by p.creation_number limit :limit";

  static final String AFTER =
      "select p.entity_id, p.entity_type, p.grantee_id, p.grantee_type, p.permissions"
          + " from mailbox_permission p"
          + " where p.organization_id = :organization"
          + " and (p.entity_id, p.grantee_id) > (:owner, :grantee) and "
          + LiveEntity.condition("p", "entity_id", "entity_type")
          + " and "
          + LiveEntity.condition("p", "grantee_id", "grantee_type")
          + " order by p.entity_id, p.grantee_id limit :limit";

  private final CreationNumbers numbers;

  DbMailboxPermissions(CreationNumbers numbers) {
    this.numbers = numbers;
  }

  @Override
  public Uni<Optional<MailboxGrant>> find(
      Mutiny.Session session, OrganizationId organization, EntityId owner, EntityId grantee) {
    return session
        .find(PermissionRow.class, PermissionKey.of(organization, owner, grantee))
        .map(row -> Optional.ofNullable(row).map(PermissionRow::grant));
  }

  @Override
  public Uni<Page<Permission>> page(
      Mutiny.Session session, OrganizationId organization, EntityId owner, PageRequest request) {
    return session
        .createNativeQuery(PAGE, Object[].class)
        .setParameter("organization", organization.value())
        .setParameter("owner", owner.value())
        .setParameter("after", request.afterNumber())
        .setParameter("limit", request.fetchLimit())
        .getResultList()
        .map(rows -> request.page(rows, row -> List.of(row[3].toString())))
        .map(page -> page.map(DbMailboxPermissions::permission));
  }

  @Override
  public Uni<List<MailboxGrant>> after(
      Mutiny.Session session,
      OrganizationId organization,
      String owner,
      String grantee,
      int limit) {
    return session
        .createNativeQuery(AFTER, Object[].class)
        .setParameter("organization", organization.value())
        .setParameter("owner", owner)
        .setParameter("grantee", grantee)
        .setParameter("limit", limit)
        .getResultList()
        .map(rows -> rows.stream().map(DbMailboxPermissions::grant).toList());
  }

  @Override
  public Change store(OrganizationId organization, MailboxGrant grant) {
    return session ->
        session
            .find(
                PermissionRow.class,
                PermissionKey.of(organization, grant.owner().id(), grant.grantee().id()))
            .chain(
                row -> {
                  if (grant.permissions().isEmpty()) {
                    // A later command of the batch may grant something again.
                    return session.remove(row).chain(session::flush);
                  }
                  if (row == null) {
                    return add(session, organization, grant);
                  }
                  row.permissions = PermissionRow.write(grant.inOrder());
                  return Uni.createFrom().voidItem();
                });
  }

  private Uni<Void> add(Mutiny.Session session, OrganizationId organization, MailboxGrant grant) {
    return numbers
        .next(session, organization)
        .chain(
            number -> {
              PermissionRow row = new PermissionRow();
              row.key = PermissionKey.of(organization, grant.owner().id(), grant.grantee().id());
              row.entityType = grant.owner().type();
              row.granteeType = grant.grantee().type();
              row.permissions = PermissionRow.write(grant.inOrder());
              row.creationNumber = number;
              return session.persist(row);
            });
  }

  private static MailboxGrant grant(Object[] row) {
    return new MailboxGrant(
        NamedEntity.of((String) row[0], (String) row[1]),
        NamedEntity.of((String) row[2], (String) row[3]),
        Set.copyOf(PermissionRow.read((String) row[4])));
  }

  /** The operation knows users and groups only; a resource is shown as a user. */
  private static Permission permission(Object[] row) {
    return new Permission(
        (String) row[0],
        EntityType.GROUP.name().equals(row[1]) ? MemberType.GROUP : MemberType.USER,
        PermissionRow.read((String) row[2]));
  }
}
