package org.postroom.directory.maildomain.application;

import static org.postroom.contract.maildomain.event.MailDomainEvents.MAIL_DOMAIN_DEREGISTERED;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.event.EventType;
import org.postroom.contract.maildomain.event.MailDomainDeregistered;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** A registration of a mail domain is gone. */
@Singleton
class MailDomainDeregisteredHandler implements ViewHandler<MailDomainDeregistered> {
  private final MailDomains mailDomains;

  MailDomainDeregisteredHandler(MailDomains mailDomains) {
    this.mailDomains = mailDomains;
  }

  @Override
  public EventType<MailDomainDeregistered> type() {
    return MAIL_DOMAIN_DEREGISTERED;
  }

  @Override
  public Uni<Void> apply(MailDomainDeregistered event, ViewContext context) {
    return mailDomains.deregistered(
        context.session(), context.organizationId(), event.registrationId());
  }
}
