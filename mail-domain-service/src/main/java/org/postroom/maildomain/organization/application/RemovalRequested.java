package org.postroom.maildomain.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.event.EventType;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** Turns the directory's request to drop an organization into our own command. */
@Singleton
class RemovalRequested implements ViewHandler<OrganizationRemovalRequested> {
  @Override
  public EventType<OrganizationRemovalRequested> type() {
    return DirectoryEvents.ORGANIZATION_REMOVAL_REQUESTED;
  }

  @Override
  public Uni<Void> apply(OrganizationRemovalRequested event, ViewContext context) {
    context.send(RemoveOrganization.TYPE, new RemoveOrganization(event.process(), 1));
    return Uni.createFrom().voidItem();
  }
}
