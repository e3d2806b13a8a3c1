package org.postroom.maildomain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** The settings of the mail-domain service. */
@ConfigMapping(prefix = "postroom.mail-domain")
public interface MailDomainConfig {
  /**
   * Under which every organization gets its test domain {@code <alias>.<suffix>}. It is to be
   * decided before the first organization is created: existing test domains keep their names.
   */
  @WithDefault("awsapps.com")
  String testSuffix();

  /** The keys that sign mail. */
  DkimConfig dkim();

  /** The keys that sign mail. */
  interface DkimConfig {
    /**
     * The operator's own zone that holds the public keys of all domains, which point to it by
     * CNAME; {@code ./postroom dkim zone} prints its content. Without it every domain publishes its
     * keys itself, in TXT records.
     */
    Optional<String> zone();

    /** How long a key signs before the next one replaces it; 0 for ever. */
    @WithDefault("180d")
    @WithName("rotation-period")
    Duration rotationPeriod();

    /** How long a replaced key stays published, for mail that is still on its way. */
    @WithDefault("7d")
    Duration retention();

    /** How often the next key of a rotation that is under way is looked for in DNS. */
    @WithDefault("1m")
    @WithName("look-interval")
    Duration lookInterval();

    /** Keys made ahead; a registration takes one, or two when there is a zone. */
    @WithDefault("8")
    @WithName("spare-keys")
    int spareKeys();
  }
}
