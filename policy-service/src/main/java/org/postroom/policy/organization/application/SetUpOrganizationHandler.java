package org.postroom.policy.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import org.postroom.contract.event.OrganizationSetUpConfirmed;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.process.Participations;
import org.postroom.kit.view.KnownOrganizations;

/** Takes part in the creation of an organization with the defaults, and never refuses. */
@Singleton
class SetUpOrganizationHandler implements InternalCommandHandler<SetUpOrganization> {
  /** States of an organization that is not being created any more, and never will be again. */
  private static final Set<String> ENDING = Set.of("Failed", "Deleting", "Deleted");

  private final KnownOrganizations organizations;
  private final Participations participations;
  private final OrganizationDefaults defaults;

  SetUpOrganizationHandler(
      KnownOrganizations organizations,
      Participations participations,
      OrganizationDefaults defaults) {
    this.organizations = organizations;
    this.participations = participations;
    this.defaults = defaults;
  }

  @Override
  public InternalCommandType<SetUpOrganization> type() {
    return SetUpOrganization.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(SetUpOrganization command, CommandContext context) {
    return organizations
        .find(context.session(), context.organizationId())
        .chain(
            known ->
                known.filter(organization -> ENDING.contains(organization.state())).isPresent()
                    ? Uni.createFrom().item(Outcome.none())
                    : participations.once(
                        command.process(), context, () -> setUp(command, context)));
  }

  private Uni<Outcome<Void>> setUp(SetUpOrganization command, CommandContext context) {
    return defaults
        .give(context)
        .map(
            outcome ->
                participations.answer(
                    outcome,
                    command.process(),
                    new OrganizationSetUpConfirmed(command.process()),
                    context));
  }
}
