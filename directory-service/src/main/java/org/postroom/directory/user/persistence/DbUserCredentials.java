package org.postroom.directory.user.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.user.application.UserCredentials;
import org.postroom.kit.command.Change;

/** Password hashes in a table of their own. */
@Singleton
class DbUserCredentials implements UserCredentials {

  @Override
  public Change add(OrganizationId organization, EntityId user, String passwordHash, Instant at) {
    return session -> session.persist(row(organization, user, passwordHash, at));
  }

  @Override
  public Change set(OrganizationId organization, EntityId user, String passwordHash, Instant at) {
    return session ->
        session
            .find(CredentialRow.class, UserKey.of(organization, user))
            .chain(
                existing -> {
                  if (existing == null) {
                    return session.persist(row(organization, user, passwordHash, at));
                  }
                  existing.passwordHash = passwordHash;
                  existing.changedAt = at;
                  return Uni.createFrom().voidItem();
                });
  }

  @Override
  public Change remove(OrganizationId organization, EntityId user) {
    return session ->
        session
            .find(CredentialRow.class, UserKey.of(organization, user))
            .chain(row -> row == null ? Uni.createFrom().voidItem() : session.remove(row));
  }

  private static CredentialRow row(
      OrganizationId organization, EntityId user, String passwordHash, Instant at) {
    CredentialRow row = new CredentialRow();
    row.key = UserKey.of(organization, user);
    row.passwordHash = passwordHash;
    row.changedAt = at;
    return row;
  }
}
