package org.postroom.maildomain.domain.application;

import org.postroom.kit.command.InternalCommandType;

/**
 * Remove a registration that the directory has closed.
 *
 * @param registrationId just this one, not a later one of the same domain
 */
record DropRegistration(String registrationId) {
  static final InternalCommandType<DropRegistration> TYPE =
      InternalCommandType.of("mail-domain.DropRegistration", DropRegistration.class);
}
