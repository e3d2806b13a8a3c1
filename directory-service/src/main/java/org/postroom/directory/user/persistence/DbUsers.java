package org.postroom.directory.user.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.persistence.CreationNumbers;
import org.postroom.directory.user.application.Users;
import org.postroom.directory.user.model.User;
import org.postroom.kit.command.Change;

/** Users in the database. */
@Singleton
class DbUsers implements Users {
  private final CreationNumbers numbers;

  DbUsers(CreationNumbers numbers) {
    this.numbers = numbers;
  }

  @Override
  public Uni<Optional<User>> find(
      Mutiny.Session session, OrganizationId organization, EntityId id) {
    return session
        .find(UserRow.class, UserKey.of(organization, id))
        .map(row -> Optional.ofNullable(row).map(UserRow::user));
  }

  @Override
  public Uni<Void> prefetch(Mutiny.Session session, String organizationId, String identifier) {
    return EntityId.parse(identifier).isEmpty()
        ? Uni.createFrom().voidItem()
        : session
            .createQuery(
                "select o, u from DirectoryOrganization o"
                    + " left join DirectoryUser u"
                    + " on u.key.organizationId = o.organizationId and u.key.userId = :user"
                    + " where o.organizationId = :organization",
                Object[].class)
            .setParameter("user", identifier)
            .setParameter("organization", organizationId)
            .getResultList()
            .replaceWithVoid();
  }

  @Override
  public Uni<List<User>> after(
      Mutiny.Session session, OrganizationId organization, String id, int limit) {
    return session
        .createQuery(
            "from DirectoryUser u where u.key.organizationId = :organization"
                + " and u.key.userId > :id order by u.key.userId",
            UserRow.class)
        .setParameter("organization", organization.value())
        .setParameter("id", id)
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> rows.stream().map(UserRow::user).toList());
  }

  @Override
  public Change add(User user) {
    return session ->
        numbers
            .next(session, user.organizationId())
            .chain(
                number -> {
                  UserRow row = new UserRow();
                  row.key = UserKey.of(user.organizationId(), user.id());
                  row.creationNumber = number;
                  row.copy(user);
                  return session.persist(row);
                });
  }

  @Override
  public Change replace(User user) {
    return session ->
        session
            .find(UserRow.class, UserKey.of(user.organizationId(), user.id()))
            .invoke(row -> row.copy(user))
            .replaceWithVoid();
  }
}
