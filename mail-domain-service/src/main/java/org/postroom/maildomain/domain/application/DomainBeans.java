package org.postroom.maildomain.domain.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.maildomain.MailDomainConfig;
import org.postroom.maildomain.domain.model.OperatorHosts;
import org.postroom.maildomain.domain.model.VouchedDomains;

/** Makes values of the model out of the configuration. */
@ApplicationScoped
class DomainBeans {
  @Produces
  @Singleton
  VouchedDomains vouchedDomains(MailDomainConfig config) {
    return new VouchedDomains(config.verifiedDomains().orElse(List.of()));
  }

  @Produces
  @Singleton
  OperatorHosts operatorHosts(MailDomainConfig config) {
    MailDomainConfig.RecordsConfig records = config.records();
    return new OperatorHosts(
        records.mailHost(),
        records.autodiscoverHost().orElse(records.mailHost()),
        records.spf(),
        records.dmarc());
  }
}
