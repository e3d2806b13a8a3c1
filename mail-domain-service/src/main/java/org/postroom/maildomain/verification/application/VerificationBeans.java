package org.postroom.maildomain.verification.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.postroom.maildomain.MailDomainConfig;
import org.postroom.maildomain.verification.model.VerificationSchedule;

/** Makes the schedule out of the configuration. */
@ApplicationScoped
class VerificationBeans {
  @Produces
  @Singleton
  VerificationSchedule schedule(MailDomainConfig config) {
    MailDomainConfig.VerificationConfig verification = config.verification();
    return new VerificationSchedule(
        verification.firstPause(),
        verification.longestPause(),
        verification.giveUpAfter(),
        verification.recheck());
  }
}
