package org.postroom.directory.entity.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.postroom.contract.directory.EntityType;

/** When a deleted entity is forgotten. */
@Entity(name = "EntityTombstone")
@Table(name = "entity_tombstone")
class TombstoneRow {
  @EmbeddedId TombstoneKey key;

  @Enumerated(EnumType.STRING)
  @Column(name = "entity_type")
  EntityType entityType;

  @Column(name = "command_partition")
  int commandPartition;

  @Column(name = "purge_at")
  Instant purgeAt;
}
