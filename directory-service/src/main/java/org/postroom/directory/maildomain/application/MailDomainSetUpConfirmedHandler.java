package org.postroom.directory.maildomain.application;

import static org.postroom.contract.maildomain.event.MailDomainEvents.ORGANIZATION_SET_UP_CONFIRMED;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.event.EventType;
import org.postroom.contract.event.OrganizationSetUpConfirmed;
import org.postroom.kit.process.Processes;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** The mail-domain context has set up its part of a new organization. */
@Singleton
class MailDomainSetUpConfirmedHandler implements ViewHandler<OrganizationSetUpConfirmed> {
  private final Processes processes;

  MailDomainSetUpConfirmedHandler(Processes processes) {
    this.processes = processes;
  }

  @Override
  public EventType<OrganizationSetUpConfirmed> type() {
    return ORGANIZATION_SET_UP_CONFIRMED;
  }

  @Override
  public Uni<Void> apply(OrganizationSetUpConfirmed event, ViewContext context) {
    processes.confirmed(event.process(), context);
    return Uni.createFrom().voidItem();
  }
}
