package org.postroom.maildomain.availability.probe;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.postroom.kit.database.KitConfig;
import org.postroom.maildomain.MailDomainConfig;

/** Settings of a test, and the rest as an installation has them by default. */
record ProbeSettings(MailDomainConfig config, KitConfig kit) {
  private static final String PREFIX = "postroom.mail-domain.availability.";

  /**
   * Settings.
   *
   * @param settings below {@code postroom.mail-domain.availability}
   */
  static ProbeSettings of(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    settings.forEach((key, value) -> all.put(PREFIX + key, value));
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(MailDomainConfig.class)
            .withMapping(KitConfig.class)
            .withValidateUnknown(false)
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withSources(new PropertiesConfigSource(all, "test", 500))
            .build();
    return new ProbeSettings(
        config.getConfigMapping(MailDomainConfig.class), config.getConfigMapping(KitConfig.class));
  }
}
