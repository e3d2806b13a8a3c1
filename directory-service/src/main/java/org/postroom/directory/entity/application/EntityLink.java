package org.postroom.directory.entity.application;

import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.NamedEntity;

/**
 * A membership or a delegation.
 *
 * @param to the group or resource
 * @param of the member or delegate
 */
public record EntityLink(EntityId to, NamedEntity of) {}
