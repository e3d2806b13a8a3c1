package org.postroom.directory.entity.application;

import org.postroom.contract.directory.EntityType;
import org.postroom.directory.entity.model.EntityId;

/** What a name or an address leads to. */
public record NamedEntity(EntityId id, EntityType type) {}
