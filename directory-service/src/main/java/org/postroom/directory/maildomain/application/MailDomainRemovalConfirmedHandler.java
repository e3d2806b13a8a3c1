package org.postroom.directory.maildomain.application;

import static org.postroom.contract.maildomain.event.MailDomainEvents.ORGANIZATION_REMOVAL_CONFIRMED;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.event.EventType;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.kit.process.Processes;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** The mail-domain context holds nothing of a removed organization any more. */
@Singleton
class MailDomainRemovalConfirmedHandler implements ViewHandler<OrganizationRemovalConfirmed> {
  private final MailDomains mailDomains;
  private final Processes processes;

  MailDomainRemovalConfirmedHandler(MailDomains mailDomains, Processes processes) {
    this.mailDomains = mailDomains;
    this.processes = processes;
  }

  @Override
  public EventType<OrganizationRemovalConfirmed> type() {
    return ORGANIZATION_REMOVAL_CONFIRMED;
  }

  @Override
  public Uni<Void> apply(OrganizationRemovalConfirmed event, ViewContext context) {
    processes.confirmed(event.process(), context);
    return mailDomains.removed(context.session(), context.organizationId());
  }
}
