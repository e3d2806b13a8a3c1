package org.postroom.policy.organization.application;

import static org.postroom.contract.directory.event.DirectoryEvents.ORGANIZATION_ACTIVATED;
import static org.postroom.contract.directory.event.DirectoryEvents.ORGANIZATION_REMOVAL_REQUESTED;
import static org.postroom.contract.directory.event.DirectoryEvents.ORGANIZATION_SET_UP_REQUESTED;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.directory.event.OrganizationSetUpRequested;
import org.postroom.kit.view.ViewHandler;

/** Turns what the directory asks of its participants into our own commands. */
@Singleton
class OrganizationEvents {
  @Produces
  @Singleton
  ViewHandler<OrganizationSetUpRequested> setUpRequested() {
    return ViewHandler.reacting(
        ORGANIZATION_SET_UP_REQUESTED,
        (event, context) ->
            context.send(SetUpOrganization.TYPE, new SetUpOrganization(event.process())));
  }

  @Produces
  @Singleton
  ViewHandler<OrganizationActivated> activated() {
    return ViewHandler.reacting(
        ORGANIZATION_ACTIVATED,
        (event, context) -> context.send(EnsureDefaults.TYPE, new EnsureDefaults()));
  }

  @Produces
  @Singleton
  ViewHandler<OrganizationRemovalRequested> removalRequested() {
    return ViewHandler.reacting(
        ORGANIZATION_REMOVAL_REQUESTED,
        (event, context) ->
            context.send(RemoveOrganization.TYPE, new RemoveOrganization(event.process(), 1)));
  }
}
