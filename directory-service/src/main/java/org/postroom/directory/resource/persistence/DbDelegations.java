package org.postroom.directory.resource.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.Delegate;
import org.postroom.contract.directory.MemberType;
import org.postroom.directory.entity.application.EntityLink;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.persistence.CreationNumbers;
import org.postroom.directory.registration.persistence.LiveEntity;
import org.postroom.directory.resource.application.Delegations;
import org.postroom.directory.resource.model.Delegation;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Delegates in the database, by the index of their resource. */
@Singleton
class DbDelegations implements Delegations {
  static final String PAGE =
      "select d.delegate_id, d.delegate_type, d.creation_number from resource_delegate d"
          + " where d.organization_id = :organization and d.resource_id = :resource"
          + " and d.creation_number > :after and "
          + LiveEntity.condition("d", "delegate_id", "delegate_type")
          + " order by d.creation_number limit :limit";

  static final String AFTER =
      "select d.resource_id, d.delegate_id, d.delegate_type from resource_delegate d"
          + " where d.organization_id = :organization"
          + " and (d.resource_id, d.delegate_id) > (:resource, :delegate)"
          + " and (select r.state from directory_resource r"
          + " where r.organization_id = d.organization_id and r.resource_id = d.resource_id)"
          + " <> 'DELETED' and "
          + LiveEntity.condition("d", "delegate_id", "delegate_type")
          + " order by d.resource_id, d.delegate_id limit :limit";

  private final CreationNumbers numbers;

  DbDelegations(CreationNumbers numbers) {
    this.numbers = numbers;
  }

  @Override
  public Uni<Boolean> exists(Mutiny.Session session, Delegation delegation) {
    return session.find(DelegateRow.class, key(delegation)).map(row -> row != null);
  }

  /** What earlier commands of the batch have changed must be in the database first. */
  @Override
  public Uni<List<EntityId>> some(
      Mutiny.Session session, OrganizationId organization, EntityId resource, int limit) {
    return session
        .flush()
        .chain(() -> rows(session, organization, resource, 0, limit))
        .map(rows -> rows.stream().map(row -> new EntityId((String) row[0])).toList());
  }

  @Override
  public Uni<Page<Delegate>> page(
      Mutiny.Session session, OrganizationId organization, EntityId resource, PageRequest request) {
    return rows(session, organization, resource, request.afterNumber(), request.fetchLimit())
        .map(rows -> request.page(rows, row -> List.of(row[2].toString())))
        .map(page -> page.map(DbDelegations::delegate));
  }

  @Override
  public Uni<List<EntityLink>> after(
      Mutiny.Session session,
      OrganizationId organization,
      String resource,
      String delegate,
      int limit) {
    return session
        .createNativeQuery(AFTER, Object[].class)
        .setParameter("organization", organization.value())
        .setParameter("resource", resource)
        .setParameter("delegate", delegate)
        .setParameter("limit", limit)
        .getResultList()
        .map(rows -> rows.stream().map(EntityLink::ofRow).toList());
  }

  @Override
  public Change add(Delegation delegation) {
    return session ->
        numbers
            .next(session, delegation.resource().organizationId())
            .chain(
                number -> {
                  DelegateRow row = new DelegateRow();
                  row.key = key(delegation);
                  row.delegateType = delegation.delegate().type();
                  row.creationNumber = number;
                  return session.persist(row);
                });
  }

  @Override
  public Change remove(Delegation delegation) {
    return session ->
        session
            .find(DelegateRow.class, key(delegation))
            .chain(session::remove)
            // A later command of the batch may add it again.
            .chain(session::flush);
  }

  private static DelegateKey key(Delegation delegation) {
    return DelegateKey.of(
        delegation.resource().organizationId(),
        delegation.resource().id(),
        delegation.delegate().id());
  }

  private static Uni<List<Object[]>> rows(
      Mutiny.Session session,
      OrganizationId organization,
      EntityId resource,
      long after,
      int limit) {
    return session
        .createNativeQuery(PAGE, Object[].class)
        .setParameter("organization", organization.value())
        .setParameter("resource", resource.value())
        .setParameter("after", after)
        .setParameter("limit", limit)
        .getResultList();
  }

  private static Delegate delegate(Object[] row) {
    return new Delegate((String) row[0], MemberType.valueOf((String) row[1]));
  }
}
