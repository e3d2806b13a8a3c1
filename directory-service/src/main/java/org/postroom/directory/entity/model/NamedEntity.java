package org.postroom.directory.entity.model;

import org.postroom.contract.directory.EntityType;

/** What a name or an address leads to. */
public record NamedEntity(EntityId id, EntityType type) {}
