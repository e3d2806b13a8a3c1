package org.postroom.directory.registration.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.EntityType;
import org.postroom.directory.address.application.EntityAddresses;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.application.EntityNames;
import org.postroom.directory.entity.model.CaseFolding;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.registration.model.DirectoryEntity;

/**
 * Finds the user, group or resource that a caller's identifier means: by exact id, then primary
 * address or alias, then name. What it means first counts; if that is of a kind not asked for,
 * nothing is found. A tombstone is found by its id only.
 */
@Singleton
public class EntityIdentification {
  private final EntityStore entities;
  private final EntityNames names;
  private final EntityAddresses addresses;

  public EntityIdentification(EntityStore entities, EntityNames names, EntityAddresses addresses) {
    this.entities = entities;
    this.names = names;
    this.addresses = addresses;
  }

  /** By id alone. */
  public <E extends DirectoryEntity<?>> Uni<Optional<E>> byId(
      Mutiny.Session session,
      OrganizationId organization,
      String identifier,
      EntityKinds<E> kinds) {
    return byId(session, organization, identifier, kinds.types())
        .map(found -> found.map(kinds::cast));
  }

  /** By id or name. */
  public <E extends DirectoryEntity<?>> Uni<Optional<E>> byIdOrName(
      Mutiny.Session session,
      OrganizationId organization,
      String identifier,
      EntityKinds<E> kinds) {
    return byIdOr(
        session,
        organization,
        identifier,
        kinds,
        () -> byName(session, organization, identifier, kinds));
  }

  /** By id, primary address, alias or name. */
  public <E extends DirectoryEntity<?>> Uni<Optional<E>> byAnything(
      Mutiny.Session session,
      OrganizationId organization,
      String identifier,
      EntityKinds<E> kinds) {
    return byIdOr(
        session,
        organization,
        identifier,
        kinds,
        () -> byAddressOrName(session, organization, identifier, kinds));
  }

  /** As {@link #byId}; refused as not found when there is none. */
  public <E extends DirectoryEntity<?>> Uni<E> requireById(
      Mutiny.Session session,
      OrganizationId organization,
      String identifier,
      EntityKinds<E> kinds) {
    return byId(session, organization, identifier, kinds)
        .map(found -> found.orElseThrow(kinds::notFound));
  }

  /** As {@link #byIdOrName}; refused as not found when there is none. */
  public <E extends DirectoryEntity<?>> Uni<E> requireByIdOrName(
      Mutiny.Session session,
      OrganizationId organization,
      String identifier,
      EntityKinds<E> kinds) {
    return byIdOrName(session, organization, identifier, kinds)
        .map(found -> found.orElseThrow(kinds::notFound));
  }

  /** As {@link #byAnything}; refused as not found when there is none. */
  public <E extends DirectoryEntity<?>> Uni<E> requireByAnything(
      Mutiny.Session session,
      OrganizationId organization,
      String identifier,
      EntityKinds<E> kinds) {
    return byAnything(session, organization, identifier, kinds)
        .map(found -> found.orElseThrow(kinds::notFound));
  }

  /** What two identifiers mean, each by anything; the first one is looked for first. */
  public <A extends DirectoryEntity<?>, B extends DirectoryEntity<?>, R> Uni<R> requireBoth(
      Mutiny.Session session,
      OrganizationId organization,
      String one,
      EntityKinds<A> kindsOfOne,
      String other,
      EntityKinds<B> kindsOfOther,
      BiFunction<A, B, R> both) {
    return requireByAnything(session, organization, one, kindsOfOne)
        .chain(
            first ->
                requireByAnything(session, organization, other, kindsOfOther)
                    .map(second -> both.apply(first, second)));
  }

  /** By primary address or alias alone. */
  public Uni<Optional<DirectoryEntity<?>>> byAddress(
      Mutiny.Session session, OrganizationId organization, EmailAddress address) {
    return addresses
        .find(session, organization, address.key())
        .chain(owner -> entity(session, organization, owner, EntityKinds.ALL));
  }

  private <E extends DirectoryEntity<?>> Uni<Optional<E>> byIdOr(
      Mutiny.Session session,
      OrganizationId organization,
      String identifier,
      EntityKinds<E> kinds,
      Supplier<Uni<Optional<E>>> otherwise) {
    return byId(session, organization, identifier, kinds)
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found)
                    : otherwise
                        .get()
                        .chain(
                            other -> unlessAnId(session, organization, identifier, kinds, other)));
  }

  /** A name may look like an id; if that is the id of another kind, it means that. */
  private <E extends DirectoryEntity<?>> Uni<Optional<E>> unlessAnId(
      Mutiny.Session session,
      OrganizationId organization,
      String identifier,
      EntityKinds<E> kinds,
      Optional<E> found) {
    if (found.isEmpty()) {
      return Uni.createFrom().item(found);
    }
    List<EntityType> others =
        Stream.of(EntityType.values()).filter(type -> !kinds.types().contains(type)).toList();
    return byId(session, organization, identifier, others)
        .map(other -> other.isPresent() ? Optional.empty() : found);
  }

  private Uni<Optional<DirectoryEntity<?>>> byId(
      Mutiny.Session session,
      OrganizationId organization,
      String identifier,
      List<EntityType> types) {
    return EntityId.parse(identifier)
        .map(id -> byId(session, organization, id, types.stream().filter(id::canBeOf).toList()))
        .orElseGet(EntityIdentification::nothing);
  }

  private Uni<Optional<DirectoryEntity<?>>> byId(
      Mutiny.Session session, OrganizationId organization, EntityId id, List<EntityType> types) {
    return types.isEmpty()
        ? nothing()
        : entities
            .find(session, organization, types.get(0), id)
            .chain(
                found ->
                    found.isPresent()
                        ? Uni.createFrom().item(found)
                        : byId(session, organization, id, types.subList(1, types.size())));
  }

  private <E extends DirectoryEntity<?>> Uni<Optional<E>> byAddressOrName(
      Mutiny.Session session,
      OrganizationId organization,
      String identifier,
      EntityKinds<E> kinds) {
    if (identifier.indexOf('@') < 0) {
      return byName(session, organization, identifier, kinds);
    }
    return addresses
        .find(session, organization, CaseFolding.key(identifier))
        .chain(
            owner ->
                owner.isPresent()
                    ? entity(session, organization, owner, kinds)
                    : byName(session, organization, identifier, kinds));
  }

  private <E extends DirectoryEntity<?>> Uni<Optional<E>> byName(
      Mutiny.Session session,
      OrganizationId organization,
      String identifier,
      EntityKinds<E> kinds) {
    return names
        .find(session, organization, CaseFolding.key(identifier))
        .chain(owner -> entity(session, organization, owner, kinds));
  }

  private <E extends DirectoryEntity<?>> Uni<Optional<E>> entity(
      Mutiny.Session session,
      OrganizationId organization,
      Optional<NamedEntity> owner,
      EntityKinds<E> kinds) {
    return owner
        .filter(named -> kinds.types().contains(named.type()))
        .map(named -> entities.find(session, organization, named.type(), named.id()))
        .orElseGet(EntityIdentification::nothing)
        .map(found -> found.map(kinds::cast));
  }

  private static <E> Uni<Optional<E>> nothing() {
    return Uni.createFrom().item(Optional.empty());
  }
}
