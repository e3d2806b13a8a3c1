package org.postroom.directory.user.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.EntityType;
import org.postroom.directory.address.application.EntityAddresses;
import org.postroom.directory.entity.application.EntityNames;
import org.postroom.directory.entity.application.NamedEntity;
import org.postroom.directory.entity.model.CaseFolding;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.user.model.User;

/**
 * Finds the user that a caller's identifier means: by exact id, then primary address or alias, then
 * name. What it means first counts; if that is no user, there is no such user. A tombstone is found
 * by its id only.
 */
@Singleton
public class UserIdentification {
  private final Users users;
  private final EntityNames names;
  private final EntityAddresses addresses;

  UserIdentification(Users users, EntityNames names, EntityAddresses addresses) {
    this.users = users;
    this.names = names;
    this.addresses = addresses;
  }

  /** By id alone. */
  public Uni<Optional<User>> byId(
      Mutiny.Session session, OrganizationId organization, String identifier) {
    return EntityId.parse(identifier)
        .map(id -> users.find(session, organization, id))
        .orElseGet(UserIdentification::nobody);
  }

  /** By id or name. */
  public Uni<Optional<User>> byIdOrName(
      Mutiny.Session session, OrganizationId organization, String identifier) {
    return byId(session, organization, identifier)
        .chain(found -> or(found, () -> byName(session, organization, identifier)));
  }

  /** By id, primary address, alias or name. */
  public Uni<Optional<User>> byAnything(
      Mutiny.Session session, OrganizationId organization, String identifier) {
    return byId(session, organization, identifier)
        .chain(found -> or(found, () -> byAddressOrName(session, organization, identifier)));
  }

  private Uni<Optional<User>> byAddressOrName(
      Mutiny.Session session, OrganizationId organization, String identifier) {
    if (identifier.indexOf('@') < 0) {
      return byName(session, organization, identifier);
    }
    return addresses
        .find(session, organization, CaseFolding.key(identifier))
        .chain(
            owner ->
                owner.isPresent()
                    ? user(session, organization, owner)
                    : byName(session, organization, identifier));
  }

  private Uni<Optional<User>> byName(
      Mutiny.Session session, OrganizationId organization, String identifier) {
    return names
        .find(session, organization, CaseFolding.key(identifier))
        .chain(owner -> user(session, organization, owner));
  }

  private Uni<Optional<User>> user(
      Mutiny.Session session, OrganizationId organization, Optional<NamedEntity> entity) {
    return entity
        .filter(owner -> owner.type() == EntityType.USER)
        .map(owner -> users.find(session, organization, owner.id()))
        .orElseGet(UserIdentification::nobody);
  }

  private static Uni<Optional<User>> or(
      Optional<User> found, Supplier<Uni<Optional<User>>> otherwise) {
    return found.isPresent() ? Uni.createFrom().item(found) : otherwise.get();
  }

  private static Uni<Optional<User>> nobody() {
    return Uni.createFrom().item(Optional.empty());
  }
}
