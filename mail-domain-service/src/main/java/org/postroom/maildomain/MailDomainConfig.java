package org.postroom.maildomain;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
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

  /** How availability providers are tested. */
  AvailabilityConfig availability();

  /**
   * The DNS resolvers that domains are looked up with, each {@code host} or {@code host:port},
   * tried in this order; without them the machine's own.
   */
  Optional<List<String>> resolvers();

  /**
   * Domains that the operator vouches for and that need no records in DNS: {@code example.com} for
   * this one, {@code .example.com} for all below it. They are VERIFIED as soon as they are
   * registered.
   */
  @WithName("verified-domains")
  Optional<List<String>> verifiedDomains();

  /** What the records that a domain needs point to. */
  RecordsConfig records();

  /** How the records of domains are looked up. */
  VerificationConfig verification();

  /** The keys that sign mail. */
  DkimConfig dkim();

  /** What the records that a domain needs point to: hosts of the operator's. */
  interface RecordsConfig {
    /** The host that takes mail in: what MX records name. */
    @WithName("mail-host")
    @WithDefault("mail.postroom.invalid")
    String mailHost();

    /** The host that answers autodiscover requests; without it the mail host. */
    @WithName("autodiscover-host")
    Optional<String> autodiscoverHost();

    /** The SPF record of a domain; the default lets the hosts in its MX records send. */
    @WithDefault("v=spf1 mx ~all")
    String spf();

    /** The DMARC record of a domain. */
    @WithDefault("v=DMARC1;p=quarantine;pct=100;fo=1")
    String dmarc();
  }

  /** How the records of domains are looked up. */
  interface VerificationConfig {
    /** The pause between the first look-ups of a domain; it grows with the time they take. */
    @WithName("first-pause")
    @WithDefault("5s")
    Duration firstPause();

    /** The longest pause between two look-ups of a domain that is missing records. */
    @WithName("longest-pause")
    @WithDefault("1h")
    Duration longestPause();

    /** For how long records are missing until the domain is FAILED. */
    @WithName("give-up-after")
    @WithDefault("72h")
    Duration giveUpAfter();

    /** The pause between look-ups of a domain that is verified, or has FAILED. */
    @WithDefault("24h")
    Duration recheck();

    /** Most DNS questions a second, all replicas together. */
    @WithName("look-ups-per-second")
    @WithDefault("100")
    int lookUpsPerSecond();

    /** Domains that one replica looks up at a time; one that nobody answers for takes seconds. */
    @WithDefault("64")
    int concurrency();

    /** How long a resolver is waited for. */
    @WithDefault("3s")
    Duration timeout();
  }

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
