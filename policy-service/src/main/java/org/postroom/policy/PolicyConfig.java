package org.postroom.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of the policy service. */
@ConfigMapping(prefix = "postroom.policy")
public interface PolicyConfig {
  /** How long impersonation tokens are made with one key. */
  @WithDefault("24h")
  Duration tokenKeyPeriod();

  /**
   * How old the view of the directory may be for a mail server to be told yes; with an older one
   * everything is denied.
   */
  @WithDefault("5m")
  Duration maxViewAge();
}
