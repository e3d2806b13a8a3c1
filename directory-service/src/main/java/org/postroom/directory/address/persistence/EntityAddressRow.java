package org.postroom.directory.address.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.postroom.contract.directory.EntityType;

/** Whose address one is. */
@Entity(name = "EntityAddress")
@Table(name = "entity_address")
class EntityAddressRow {
  @EmbeddedId EntityAddressKey key;

  /** As its owner spells it. */
  @Column(name = "address")
  String address;

  @Column(name = "domain_name")
  String domainName;

  @Column(name = "entity_id")
  String entityId;

  @Enumerated(EnumType.STRING)
  @Column(name = "entity_type")
  EntityType entityType;

  @Column(name = "is_primary")
  boolean isPrimary;

  @Column(name = "creation_number")
  long creationNumber;
}
