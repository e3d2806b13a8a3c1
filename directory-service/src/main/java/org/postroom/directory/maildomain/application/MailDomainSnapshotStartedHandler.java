package org.postroom.directory.maildomain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.event.EventType;
import org.postroom.contract.event.OrganizationSnapshotStarted;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** The mail-domain context tells an organization anew: what it told before is forgotten. */
@Singleton
class MailDomainSnapshotStartedHandler implements ViewHandler<OrganizationSnapshotStarted> {
  private static final EventType<OrganizationSnapshotStarted> TYPE =
      EventType.of(
          BoundedContext.MAIL_DOMAIN,
          "OrganizationSnapshotStarted",
          OrganizationSnapshotStarted.class);

  private final MailDomains mailDomains;

  MailDomainSnapshotStartedHandler(MailDomains mailDomains) {
    this.mailDomains = mailDomains;
  }

  @Override
  public EventType<OrganizationSnapshotStarted> type() {
    return TYPE;
  }

  @Override
  public Uni<Void> apply(OrganizationSnapshotStarted event, ViewContext context) {
    return mailDomains.removed(context.session(), context.organizationId());
  }
}
