package org.postroom.directory.registration.application;

import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommandType;

/**
 * Removes some of what ties a DELETED entity to others.
 *
 * @param chunk counts from 1
 */
record DropEntityLinks(String entityId, int chunk) {
  static final InternalCommandType<DropEntityLinks> TYPE =
      InternalCommandType.of("DropEntityLinks", DropEntityLinks.class);

  /** The command that removes this chunk. */
  static InternalCommand<DropEntityLinks> of(
      OrganizationId organization, EntityId entity, int chunk) {
    return TYPE.of(
        organization.value(),
        "deletion/" + entity + "/" + chunk,
        new DropEntityLinks(entity.value(), chunk));
  }
}
