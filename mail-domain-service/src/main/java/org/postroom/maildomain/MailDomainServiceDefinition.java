package org.postroom.maildomain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import org.postroom.contract.maildomain.event.MailDomainEvents;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.ServiceDefinition;

/** What makes the kit the mail-domain service. */
@ApplicationScoped
class MailDomainServiceDefinition {
  @Produces
  @Singleton
  ServiceDefinition definition() {
    return new ServiceDefinition(
        BoundedContext.MAIL_DOMAIN, MailDomainEvents.CATALOGUE, Set.of(BoundedContext.DIRECTORY));
  }
}
