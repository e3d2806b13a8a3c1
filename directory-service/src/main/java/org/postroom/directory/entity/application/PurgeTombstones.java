package org.postroom.directory.entity.application;

import org.postroom.kit.command.InternalCommandType;

/**
 * Some of an organization's tombstones are due.
 *
 * @param firstEntityId the one that is due longest
 */
public record PurgeTombstones(String firstEntityId) {
  public static final InternalCommandType<PurgeTombstones> TYPE =
      InternalCommandType.of("PurgeTombstones", PurgeTombstones.class);
}
