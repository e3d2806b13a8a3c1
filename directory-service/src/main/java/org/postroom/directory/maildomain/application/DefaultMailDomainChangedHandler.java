package org.postroom.directory.maildomain.application;

import static org.postroom.contract.maildomain.event.MailDomainEvents.DEFAULT_MAIL_DOMAIN_CHANGED;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.event.EventType;
import org.postroom.contract.maildomain.event.DefaultMailDomainChanged;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** Another mail domain is the default. */
@Singleton
class DefaultMailDomainChangedHandler implements ViewHandler<DefaultMailDomainChanged> {
  private final MailDomains mailDomains;

  DefaultMailDomainChangedHandler(MailDomains mailDomains) {
    this.mailDomains = mailDomains;
  }

  @Override
  public EventType<DefaultMailDomainChanged> type() {
    return DEFAULT_MAIL_DOMAIN_CHANGED;
  }

  @Override
  public Uni<Void> apply(DefaultMailDomainChanged event, ViewContext context) {
    return mailDomains.defaultChanged(
        context.session(), context.organizationId(), event.registrationId(), event.domainName());
  }
}
