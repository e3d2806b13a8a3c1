package org.postroom.directory.maildomain.application;

import static org.postroom.contract.maildomain.event.MailDomainEvents.MAIL_DOMAIN_VERIFICATION_CHANGED;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.event.EventType;
import org.postroom.contract.maildomain.event.MailDomainVerificationChanged;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** Addresses may be made in a mail domain, or may not any more. */
@Singleton
class MailDomainVerificationChangedHandler implements ViewHandler<MailDomainVerificationChanged> {
  private final MailDomains mailDomains;

  MailDomainVerificationChangedHandler(MailDomains mailDomains) {
    this.mailDomains = mailDomains;
  }

  @Override
  public EventType<MailDomainVerificationChanged> type() {
    return MAIL_DOMAIN_VERIFICATION_CHANGED;
  }

  @Override
  public Uni<Void> apply(MailDomainVerificationChanged event, ViewContext context) {
    return mailDomains.verificationChanged(
        context.session(),
        context.organizationId(),
        event.registrationId(),
        event.ownershipStatus());
  }
}
