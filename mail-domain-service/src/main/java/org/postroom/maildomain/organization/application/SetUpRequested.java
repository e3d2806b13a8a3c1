package org.postroom.maildomain.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.OrganizationSetUpRequested;
import org.postroom.contract.event.EventType;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** Turns the directory's request to set an organization up into our own command. */
@Singleton
class SetUpRequested implements ViewHandler<OrganizationSetUpRequested> {
  @Override
  public EventType<OrganizationSetUpRequested> type() {
    return DirectoryEvents.ORGANIZATION_SET_UP_REQUESTED;
  }

  @Override
  public Uni<Void> apply(OrganizationSetUpRequested event, ViewContext context) {
    context.send(
        SetUpOrganization.TYPE,
        new SetUpOrganization(event.process(), event.alias(), event.domains()));
    return Uni.createFrom().voidItem();
  }
}
