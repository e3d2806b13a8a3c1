package org.postroom.kit.directory;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.EntityType;
import org.postroom.kit.process.OrganizationRows;
import org.postroom.kit.view.ViewContext;

/**
 * The directory's users, groups and resources as its events tell. Two methods read what the view
 * holds now; others apply events to it.
 */
public interface DirectoryEntities extends OrganizationRows {
  /** Those in the tables {@code directory_entity} and {@code directory_address}. */
  static DirectoryEntities inTables() {
    return new DbDirectoryEntities();
  }

  /**
   * What identifiers mean: an exact id first, then a primary address or an alias, then a name.
   * Those that mean nothing are left out. A tombstone is found by its id for 30 days.
   */
  Uni<Map<String, Match>> find(
      Mutiny.Session session, String organizationId, Collection<String> identifiers, Instant now);

  /** What ids mean, and nothing else. */
  Uni<Map<String, Match>> findIds(
      Mutiny.Session session, String organizationId, Collection<String> ids, Instant now);

  /** There is an entity, or it has another name; its state is unchanged if it was known. */
  void named(ViewContext at, String id, EntityType type, String name);

  /** It is registered. */
  Uni<Void> registered(Mutiny.Session session, String organizationId, String id, String email);

  /** It is not registered any more, and has no addresses. */
  Uni<Void> deregistered(Mutiny.Session session, String organizationId, String id);

  /**
   * It is gone, whether it was known or not; its name is free. Some of those gone for more than 30
   * days are forgotten.
   */
  Uni<Void> deleted(
      Mutiny.Session session, String organizationId, String id, EntityType type, Instant at);

  /** It has an address, as its primary one or as an alias. */
  Uni<Void> addressed(
      Mutiny.Session session, String organizationId, String id, String address, boolean isPrimary);

  /** It has an address no longer. */
  Uni<Void> addressFreed(Mutiny.Session session, String organizationId, String id, String address);

  /** Forgets everything of the organization. */
  Uni<Void> reset(Mutiny.Session session, String organizationId);
}
