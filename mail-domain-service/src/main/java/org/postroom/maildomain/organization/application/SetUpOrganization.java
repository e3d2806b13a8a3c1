package org.postroom.maildomain.organization.application;

import java.util.List;
import org.postroom.kit.command.InternalCommandType;

/**
 * Give an organization that is being created its first mail domains and settings.
 *
 * @param process the creation, which is confirmed or refused
 * @param alias the organization's alias
 * @param domains the custom domains its creator asked for, as written
 */
record SetUpOrganization(String process, String alias, List<String> domains) {
  static final InternalCommandType<SetUpOrganization> TYPE =
      InternalCommandType.of("mail-domain.SetUpOrganization", SetUpOrganization.class);
}
