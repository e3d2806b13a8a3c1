package org.postroom.directory.maildomain.application;

import static org.postroom.contract.maildomain.event.MailDomainEvents.MAIL_DOMAIN_REGISTERED;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.event.EventType;
import org.postroom.contract.maildomain.event.MailDomainRegistered;
import org.postroom.directory.maildomain.model.MailDomain;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** An organization has another mail domain. */
@Singleton
class MailDomainRegisteredHandler implements ViewHandler<MailDomainRegistered> {
  private final MailDomains mailDomains;

  MailDomainRegisteredHandler(MailDomains mailDomains) {
    this.mailDomains = mailDomains;
  }

  @Override
  public EventType<MailDomainRegistered> type() {
    return MAIL_DOMAIN_REGISTERED;
  }

  @Override
  public Uni<Void> apply(MailDomainRegistered event, ViewContext context) {
    return mailDomains.registered(
        context.session(),
        context.organizationId(),
        new MailDomain(
            event.registrationId(),
            event.domainName(),
            event.testDomain(),
            event.ownershipStatus()));
  }
}
