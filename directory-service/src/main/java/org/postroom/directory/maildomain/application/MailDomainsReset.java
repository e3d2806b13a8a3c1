package org.postroom.directory.maildomain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.view.ViewReset;

/** Empties the view of mail domains before their restored owner tells it anew. */
@Singleton
class MailDomainsReset implements ViewReset {
  private final MailDomains mailDomains;

  MailDomainsReset(MailDomains mailDomains) {
    this.mailDomains = mailDomains;
  }

  @Override
  public BoundedContext source() {
    return BoundedContext.MAIL_DOMAIN;
  }

  @Override
  public Uni<Void> reset(Mutiny.Session session, String organizationId) {
    return mailDomains.removed(session, organizationId);
  }
}
