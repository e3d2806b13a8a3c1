package org.postroom.policy.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.view.KnownOrganization;
import org.postroom.kit.view.KnownOrganizations;

/**
 * Gives an organization that became Active without this context its defaults: it was made, or was
 * being made, when the context did not take part yet. For all others it changes nothing.
 */
@Singleton
class EnsureDefaultsHandler implements InternalCommandHandler<EnsureDefaults> {
  private final KnownOrganizations organizations;
  private final OrganizationDefaults defaults;

  EnsureDefaultsHandler(KnownOrganizations organizations, OrganizationDefaults defaults) {
    this.organizations = organizations;
    this.defaults = defaults;
  }

  @Override
  public InternalCommandType<EnsureDefaults> type() {
    return EnsureDefaults.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(EnsureDefaults command, CommandContext context) {
    return organizations
        .find(context.session(), context.organizationId())
        .chain(
            known ->
                known.filter(KnownOrganization::isActive).isPresent()
                    ? defaults.give(context)
                    : Uni.createFrom().item(Outcome.none()));
  }
}
