package org.postroom.directory.organization.application;

import static org.postroom.contract.directory.DirectoryOperations.CREATE_ORGANIZATION;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_USER;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.postroom.contract.directory.CreateOrganizationRequest;
import org.postroom.contract.directory.CreateUserRequest;
import org.postroom.contract.event.OrganizationSetUpConfirmed;
import org.postroom.contract.maildomain.event.DefaultMailDomainChanged;
import org.postroom.contract.maildomain.event.MailDomainRegistered;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.RehearsedCommands;
import org.postroom.kit.process.Processes;
import org.postroom.kit.view.RehearsedEvents;

/** The set-up of an organization and its first user, walked through before anybody waits for it. */
@Singleton
class RehearsedOrganization implements RehearsedCommands {
  private static final String REGISTRATION = "00000000-0000-4000-8000-000000000000";

  @Override
  public List<CommandEnvelope> of(String organizationId, String round) {
    // Whoever takes this alias makes the rehearsal a refusal.
    String alias = "rehearsal-0000000000000000000000000000000000000000-" + round;
    List<CommandEnvelope> commands = new ArrayList<>();
    commands.add(
        RehearsedCommands.call(
            CREATE_ORGANIZATION,
            organizationId,
            round,
            new CreateOrganizationRequest(null, alias, null, List.of(), null, false)));
    commands.addAll(
        Processes.rehearsed(
            organizationId, OrganizationCreation.KIND, OrganizationParticipants.OF_CREATION));
    commands.add(
        RehearsedCommands.call(
            CREATE_USER,
            organizationId,
            round,
            new CreateUserRequest(
                organizationId, "rehearsal", "Rehearsal", null, null, null, null, false)));
    return commands;
  }

  @Produces
  @Singleton
  RehearsedEvents ofMailDomains() {
    String domain = "rehearsal.invalid";
    return new RehearsedEvents(
        BoundedContext.MAIL_DOMAIN,
        List.of(
            new MailDomainRegistered(REGISTRATION, domain, true, "VERIFIED", "VERIFIED"),
            new DefaultMailDomainChanged(REGISTRATION, domain),
            new OrganizationSetUpConfirmed(OrganizationCreation.KIND)));
  }

  @Produces
  @Singleton
  RehearsedEvents ofPolicies() {
    return new RehearsedEvents(
        BoundedContext.POLICY, List.of(new OrganizationSetUpConfirmed(OrganizationCreation.KIND)));
  }
}
