package org.postroom.directory.maildomain.application;

import static org.postroom.contract.maildomain.event.MailDomainEvents.ORGANIZATION_SET_UP_REFUSED;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.event.EventType;
import org.postroom.contract.event.OrganizationSetUpRefused;
import org.postroom.kit.process.Processes;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** The mail-domain context cannot set up its part of a new organization. */
@Singleton
class MailDomainSetUpRefusedHandler implements ViewHandler<OrganizationSetUpRefused> {
  private final Processes processes;

  MailDomainSetUpRefusedHandler(Processes processes) {
    this.processes = processes;
  }

  @Override
  public EventType<OrganizationSetUpRefused> type() {
    return ORGANIZATION_SET_UP_REFUSED;
  }

  @Override
  public Uni<Void> apply(OrganizationSetUpRefused event, ViewContext context) {
    processes.refused(event.process(), event.reason(), context);
    return Uni.createFrom().voidItem();
  }
}
