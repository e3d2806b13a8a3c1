package org.postroom.directory.organization.application;

import org.postroom.kit.command.InternalCommandType;

/**
 * Nobody holds anything of the organization any more.
 *
 * @param process the removal that has been confirmed
 */
record ReleaseOrganization(String process) {
  static final InternalCommandType<ReleaseOrganization> TYPE =
      InternalCommandType.of("ReleaseOrganization", ReleaseOrganization.class);
}
