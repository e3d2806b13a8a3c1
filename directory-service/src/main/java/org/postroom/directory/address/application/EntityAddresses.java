package org.postroom.directory.address.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.Change;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** The address space that the enabled users, groups and resources of an organization share. */
public interface EntityAddresses {
  /** Whose address the one with this key is. */
  Uni<Optional<NamedEntity>> find(
      Mutiny.Session session, OrganizationId organization, String addressKey);

  /**
   * All addresses of an entity as they are spelled: aliases in the order in which they became that.
   */
  Uni<List<String>> of(Mutiny.Session session, OrganizationId organization, EntityId entity);

  /** One page of an entity's aliases, in the order in which they became that. */
  Uni<Page<String>> aliases(
      Mutiny.Session session, OrganizationId organization, EntityId entity, PageRequest request);

  /** At most {@code limit} addresses behind this one, by owner and number. */
  Uni<List<NumberedAddress>> after(
      Mutiny.Session session, OrganizationId organization, String owner, long number, int limit);

  /** Whether any address of the organization is in this domain, in lower case. */
  Uni<Boolean> anyIn(Mutiny.Session session, OrganizationId organization, String domainName);

  /** Gives a free address away as the owner's primary one. */
  Change claimPrimary(OrganizationId organization, EmailAddress address, NamedEntity owner);

  /** Gives a free address away as one of the owner's aliases. */
  Change claimAlias(OrganizationId organization, EmailAddress address, NamedEntity owner);

  /**
   * Makes an address that is free or an alias of the owner's the primary one.
   *
   * @param former the primary one until now, which becomes the last alias
   */
  Change changePrimary(
      OrganizationId organization, EmailAddress address, EmailAddress former, NamedEntity owner);

  /** Frees an alias. */
  Change free(OrganizationId organization, EmailAddress address);

  /** Frees all addresses of an entity. */
  Change freeAll(OrganizationId organization, EntityId entity);
}
