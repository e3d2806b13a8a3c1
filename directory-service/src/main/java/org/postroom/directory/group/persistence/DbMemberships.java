package org.postroom.directory.group.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.GroupIdentifier;
import org.postroom.contract.directory.Member;
import org.postroom.directory.entity.application.EntityLink;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.KeyRange;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.group.application.Memberships;
import org.postroom.directory.group.model.Membership;
import org.postroom.directory.organization.persistence.CreationNumbers;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Memberships in the database. */
@Singleton
class DbMemberships implements Memberships {
  private final CreationNumbers numbers;

  DbMemberships(CreationNumbers numbers) {
    this.numbers = numbers;
  }

  @Override
  public Uni<Boolean> exists(Mutiny.Session session, Membership membership) {
    return session.find(MemberRow.class, key(membership)).map(row -> row != null);
  }

  /** What earlier commands of the batch have changed must be in the database first. */
  @Override
  public Uni<Boolean> isWithin(
      Mutiny.Session session, OrganizationId organization, EntityId group, EntityId other) {
    return session
        .flush()
        .chain(
            () ->
                session
                    .createNativeQuery(MembershipQueries.WITHIN, Boolean.class)
                    .setParameter("organization", organization.value())
                    .setParameter("group", group.value())
                    .setParameter("other", other.value())
                    .getSingleResult());
  }

  @Override
  public Uni<Page<Member>> members(
      Mutiny.Session session, OrganizationId organization, EntityId group, PageRequest request) {
    return session
        .createNativeQuery(MembershipQueries.MEMBERS, ListedMemberRow.class)
        .setParameter("organization", organization.value())
        .setParameter("group", group.value())
        .setParameter("after", request.afterNumber())
        .setParameter("limit", request.fetchLimit())
        .getResultList()
        .map(rows -> request.page(rows, row -> List.of(Long.toString(row.creationNumber))))
        .map(page -> page.map(ListedMemberRow::item));
  }

  @Override
  public Uni<Page<GroupIdentifier>> groupsOf(
      Mutiny.Session session,
      OrganizationId organization,
      EntityId member,
      String namePrefix,
      PageRequest request) {
    Uni<Page<Object[]>> page =
        namePrefix == null
            ? groupsByCreation(session, organization, member, request)
            : groupsByName(session, organization, member, KeyRange.ofPrefix(namePrefix), request);
    return page.map(rows -> rows.map(DbMemberships::group));
  }

  @Override
  public Uni<List<EntityLink>> after(
      Mutiny.Session session, OrganizationId organization, String group, String member, int limit) {
    return session
        .createNativeQuery(MembershipQueries.AFTER, Object[].class)
        .setParameter("organization", organization.value())
        .setParameter("group", group)
        .setParameter("member", member)
        .setParameter("limit", limit)
        .getResultList()
        .map(rows -> rows.stream().map(EntityLink::ofRow).toList());
  }

  @Override
  public Change add(Membership membership) {
    return session ->
        numbers
            .next(session, membership.group().organizationId())
            .chain(
                number -> {
                  MemberRow row = new MemberRow();
                  row.key = key(membership);
                  row.memberType = membership.member().type();
                  row.creationNumber = number;
                  row.groupNameKey = membership.group().name().key();
                  return session.persist(row);
                });
  }

  @Override
  public Change remove(Membership membership) {
    return session ->
        session
            .find(MemberRow.class, key(membership))
            .chain(session::remove)
            // A later command of the batch may add it again.
            .chain(session::flush);
  }

  private static Uni<Page<Object[]>> groupsByCreation(
      Mutiny.Session session, OrganizationId organization, EntityId member, PageRequest request) {
    return session
        .createNativeQuery(MembershipQueries.GROUPS_BY_CREATION, Object[].class)
        .setParameter("organization", organization.value())
        .setParameter("member", member.value())
        .setParameter("after", request.afterNumber())
        .setParameter("limit", request.fetchLimit())
        .getResultList()
        .map(rows -> request.page(rows, row -> List.of(row[3].toString())));
  }

  private static Uni<Page<Object[]>> groupsByName(
      Mutiny.Session session,
      OrganizationId organization,
      EntityId member,
      KeyRange range,
      PageRequest request) {
    Mutiny.SelectionQuery<Object[]> query =
        session
            .createNativeQuery(
                MembershipQueries.groupsByName(range, request.isFirst()), Object[].class)
            .setParameter("organization", organization.value())
            .setParameter("member", member.value())
            .setParameter("from", request.isFirst() ? range.from() : request.after().get(0))
            .setParameter("limit", request.fetchLimit());
    if (!request.isFirst()) {
      query.setParameter("id", request.after().get(1));
    }
    if (range.to() != null) {
      query.setParameter("to", range.to());
    }
    return query
        .getResultList()
        .map(rows -> request.page(rows, row -> List.of((String) row[2], (String) row[0])));
  }

  private static GroupIdentifier group(Object[] row) {
    return new GroupIdentifier((String) row[0], (String) row[1]);
  }

  private static MemberKey key(Membership membership) {
    return new MemberKey(
        membership.group().organizationId().value(),
        membership.group().id().value(),
        membership.member().id().value());
  }
}
