package org.postroom.maildomain.organization.application;

import org.postroom.kit.command.InternalCommandType;

/**
 * Drop what mail-domain holds of an organization, a bounded number of rows at a time.
 *
 * @param process the removal, which is confirmed in the end
 * @param step counts the commands of one removal, from 1
 */
record RemoveOrganization(String process, int step) {
  static final InternalCommandType<RemoveOrganization> TYPE =
      InternalCommandType.of("mail-domain.RemoveOrganization", RemoveOrganization.class);
}
