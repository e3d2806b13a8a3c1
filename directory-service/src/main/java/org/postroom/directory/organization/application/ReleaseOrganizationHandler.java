package org.postroom.directory.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.model.Organization;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/** Gives alias and quota back; what was Deleting is Deleted. */
@Singleton
class ReleaseOrganizationHandler implements InternalCommandHandler<ReleaseOrganization> {
  private final Organizations organizations;
  private final OrganizationRegistry registry;

  ReleaseOrganizationHandler(Organizations organizations, OrganizationRegistry registry) {
    this.organizations = organizations;
    this.registry = registry;
  }

  @Override
  public InternalCommandType<ReleaseOrganization> type() {
    return ReleaseOrganization.TYPE;
  }

  @Override
  public boolean runsAlone() {
    return true;
  }

  @Override
  public Uni<Outcome<Void>> handle(ReleaseOrganization data, CommandContext context) {
    return organizations
        .find(context.session(), OrganizationId.of(context.organizationId()))
        .map(
            found ->
                found
                    .filter(organization -> organization.state().isBeingRemoved())
                    .map(this::release)
                    .orElseGet(Outcome::none));
  }

  private Outcome<Void> release(Organization organization) {
    Decision<Organization> removed = organization.removed();
    Outcome<Void> released = Outcome.none().changing(registry.release(organization));
    return removed.changesNothing()
        ? released
        : Decisions.told(released.changing(organizations.replace(removed.after())), removed);
  }
}
