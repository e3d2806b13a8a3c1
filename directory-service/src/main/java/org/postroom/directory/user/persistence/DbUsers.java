package org.postroom.directory.user.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.persistence.CreationNumbers;
import org.postroom.directory.registration.persistence.DbEntities;
import org.postroom.directory.user.application.Users;
import org.postroom.directory.user.model.User;

/** Users in the database. */
@Singleton
class DbUsers extends DbEntities<User, UserRow> implements Users {
  private static final String AFTER =
      "from DirectoryUser e where e.key.organizationId = :organization"
          + " and e.key.userId > :id order by e.key.userId";

  DbUsers(CreationNumbers numbers) {
    super(numbers, UserRow.class, AFTER);
  }

  @Override
  protected Object key(OrganizationId organization, EntityId id) {
    return UserKey.of(organization, id);
  }

  @Override
  protected UserRow newRow(User user) {
    UserRow row = new UserRow();
    row.key = UserKey.of(user.organizationId(), user.id());
    return row;
  }

  @Override
  protected void copy(User user, UserRow row) {
    row.copy(user);
  }

  @Override
  protected User entity(UserRow row) {
    return row.user();
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
}
