package org.postroom.export.organization.application;

import static org.postroom.contract.directory.event.DirectoryEvents.ORGANIZATION_DELETING;
import static org.postroom.contract.directory.event.DirectoryEvents.ORGANIZATION_REMOVAL_REQUESTED;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.event.OrganizationDeleting;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.kit.view.ViewHandler;

/** Turns the end of an organization into our own commands. */
@Singleton
class OrganizationEvents {
  @Produces
  @Singleton
  ViewHandler<OrganizationDeleting> deleting() {
    return ViewHandler.reacting(
        ORGANIZATION_DELETING,
        (event, context) -> context.send(CancelExports.TYPE, new CancelExports()));
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
