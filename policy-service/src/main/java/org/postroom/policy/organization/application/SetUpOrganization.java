package org.postroom.policy.organization.application;

import org.postroom.kit.command.InternalCommandType;

/**
 * Give an organization that is being created its defaults.
 *
 * @param process the creation, which is confirmed
 */
record SetUpOrganization(String process) {
  static final InternalCommandType<SetUpOrganization> TYPE =
      InternalCommandType.of("policy.SetUpOrganization", SetUpOrganization.class);
}
