package org.postroom.export.organization.application;

import org.postroom.kit.command.InternalCommandType;

/**
 * Drop what is kept of an organization.
 *
 * @param process the removal, which is confirmed in the end
 * @param step counts the commands of the chain from 1
 */
record RemoveOrganization(String process, int step) {
  static final InternalCommandType<RemoveOrganization> TYPE =
      InternalCommandType.of("export.RemoveOrganization", RemoveOrganization.class);
}
