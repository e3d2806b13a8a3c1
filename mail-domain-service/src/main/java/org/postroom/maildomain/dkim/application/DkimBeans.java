package org.postroom.maildomain.dkim.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.postroom.maildomain.MailDomainConfig;
import org.postroom.maildomain.dkim.model.RotationRules;
import org.postroom.maildomain.domain.model.DomainName;

/** Makes what the keys need out of the configuration. */
@ApplicationScoped
class DkimBeans {
  @Produces
  @Singleton
  RotationRules rules(MailDomainConfig config) {
    return new RotationRules(
        config.dkim().zone().map(DomainName::of).orElse(null),
        config.dkim().rotationPeriod(),
        config.dkim().retention());
  }
}
