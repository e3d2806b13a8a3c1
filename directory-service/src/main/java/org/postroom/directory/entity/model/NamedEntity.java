package org.postroom.directory.entity.model;

import org.postroom.contract.directory.EntityType;

/** What a name or an address leads to. */
public record NamedEntity(EntityId id, EntityType type) {
  /** Of an id and a type as they are stored. */
  public static NamedEntity of(String id, String type) {
    return new NamedEntity(new EntityId(id), EntityType.valueOf(type));
  }
}
