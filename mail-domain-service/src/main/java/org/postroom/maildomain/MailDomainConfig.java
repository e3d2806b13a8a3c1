package org.postroom.maildomain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The settings of the mail-domain service. */
@ConfigMapping(prefix = "postroom.mail-domain")
public interface MailDomainConfig {
  /**
   * Under which every organization gets its test domain {@code <alias>.<suffix>}. It is to be
   * decided before the first organization is created: existing test domains keep their names.
   */
  @WithDefault("awsapps.com")
  String testSuffix();
}
