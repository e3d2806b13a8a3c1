package org.postroom.directory.organization.application;

import org.postroom.kit.command.InternalCommandType;

/**
 * Drops some of a Deleting organization's entities.
 *
 * @param chunk counts from 1
 */
record DropOrganizationEntities(int chunk) {
  static final InternalCommandType<DropOrganizationEntities> TYPE =
      InternalCommandType.of("DropOrganizationEntities", DropOrganizationEntities.class);
}
