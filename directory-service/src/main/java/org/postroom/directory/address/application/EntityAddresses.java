package org.postroom.directory.address.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.application.NamedEntity;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.Change;

/** The address space that the enabled users, groups and resources of an organization share. */
public interface EntityAddresses {
  /** Whose address the one with this key is. */
  Uni<Optional<NamedEntity>> find(
      Mutiny.Session session, OrganizationId organization, String addressKey);

  /** All addresses of an entity as they are spelled, in the order they were given. */
  Uni<List<String>> of(Mutiny.Session session, OrganizationId organization, EntityId entity);

  /** Gives a free address away as the owner's primary one. */
  Change claimPrimary(OrganizationId organization, EmailAddress address, NamedEntity owner);

  /** Frees all addresses of an entity. */
  Change freeAll(OrganizationId organization, EntityId entity);
}
