package org.postroom.policy.organization.application;

import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.kit.command.RehearsedCommands;

/** The defaults of an organization, walked through before anybody waits for them. */
@Singleton
class RehearsedSetUp implements RehearsedCommands {
  @Override
  public List<CommandEnvelope> of(String organizationId, String round) {
    return List.of(
        RehearsedCommands.internal(
            SetUpOrganization.TYPE.of(organizationId, round, new SetUpOrganization(round))));
  }
}
