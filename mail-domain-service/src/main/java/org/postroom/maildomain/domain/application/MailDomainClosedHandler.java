package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.MailDomainClosed;
import org.postroom.contract.event.EventType;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** The directory has closed a registration: it is gone from now on, and cleaned up soon. */
@Singleton
class MailDomainClosedHandler implements ViewHandler<MailDomainClosed> {
  private final ClosedRegistrations closed;

  MailDomainClosedHandler(ClosedRegistrations closed) {
    this.closed = closed;
  }

  @Override
  public EventType<MailDomainClosed> type() {
    return DirectoryEvents.MAIL_DOMAIN_CLOSED;
  }

  @Override
  public Uni<Void> apply(MailDomainClosed event, ViewContext context) {
    context.send(DropRegistration.TYPE, new DropRegistration(event.registrationId()));
    return closed.close(context.session(), context.organizationId(), event.registrationId());
  }
}
