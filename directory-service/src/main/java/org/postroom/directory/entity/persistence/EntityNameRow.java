package org.postroom.directory.entity.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.postroom.contract.directory.EntityType;

/** Who has a name. */
@Entity(name = "EntityName")
@Table(name = "entity_name")
class EntityNameRow {
  @EmbeddedId EntityNameKey key;

  @Column(name = "entity_id")
  String entityId;

  @Enumerated(EnumType.STRING)
  @Column(name = "entity_type")
  EntityType entityType;
}
