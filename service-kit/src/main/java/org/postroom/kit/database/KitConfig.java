package org.postroom.kit.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.postroom.contract.message.EventRetention;
import org.postroom.contract.operation.BoundedContext;

/** Everything about the kit that an installation can set. */
@ConfigMapping(prefix = "postroom")
public interface KitConfig {
  /** The one region of the installation. */
  @WithDefault("us-east-1")
  String region();

  /** The file with the sealing keys; without it no sealed secret can be opened. */
  @WithName("sealing-keys-file")
  Optional<String> sealingKeysFile();

  /** The text file with the token that internal HTTP calls carry. */
  @WithName("service-credential-file")
  Optional<String> serviceCredentialFile();

  /** Whether the service starts with settings that are not safe; each is logged as a warning. */
  @WithName("allow-unsafe")
  @WithDefault("false")
  boolean allowUnsafe();

  /** The text file with the token that opens {@code /q/metrics} and nothing else. */
  @WithName("metrics-credential-file")
  Optional<String> metricsCredentialFile();

  /**
   * JSON file of the named tokens that mail servers show, {@code
   * {"credentials":[{"name":"…","token":"…"}]}}; without it no mail server gets in.
   */
  @WithName("mail-server-credentials-file")
  Optional<String> mailServerCredentialsFile();

  /**
   * A name that is this process's alone and survives its restart (a pod's name). With it a restart
   * takes its partitions back at once instead of after the session timeout.
   */
  @WithName("instance-id")
  Optional<String> instanceId();

  /** Whether the log is written as one JSON object a line. */
  @WithName("log-json")
  @WithDefault("false")
  boolean logJson();

  /**
   * Whether the process only brings its database's schema up to date and ends: with exit code 0, or
   * 1 when a migration fails. It needs nothing but the database then.
   */
  @WithName("migrate-only")
  @WithDefault("false")
  boolean migrateOnly();

  /** Base URLs of the services whose events are followed. */
  PeersConfig peers();

  /** The topics. */
  TopicConfig topics();

  /** What is published. */
  EventConfig events();

  /** Commands that could not be decided. */
  @WithName("dead-letters")
  DeadLetterConfig deadLetters();

  /** Where the records of mail servers' and operators' calls go. */
  AuditConfig audit();

  /** How commands are taken from their topic. */
  CommandConfig commands();

  /** How the database is used. */
  DatabaseConfig database();

  /** How other contexts' events are followed. */
  ViewConfig views();

  /**
   * Base URLs of services. One key each, not a map: a map's key with a dash in it cannot be told
   * from an environment variable.
   */
  interface PeersConfig {
    /** The directory service. */
    Optional<String> directory();

    /** The mail-domain service. */
    @WithName("mail-domain")
    Optional<String> mailDomain();

    /** The policy service. */
    Optional<String> policy();

    /** The export service. */
    Optional<String> export();

    /** The base URL of a context's service. */
    default Optional<String> of(BoundedContext context) {
      return switch (context) {
        case DIRECTORY -> directory();
        case MAIL_DOMAIN -> mailDomain();
        case POLICY -> policy();
        case EXPORT -> export();
      };
    }

    /** Fails, naming the key, when the address of one of these is not set. */
    default void requireAll(Collection<BoundedContext> followed) {
      for (BoundedContext context : followed) {
        if (of(context).isEmpty()) {
          throw new IllegalStateException(
              "postroom.peers."
                  + context.wireName()
                  + " is not set; it is the base URL of the "
                  + context.wireName()
                  + " service, whose events this service follows");
        }
      }
    }
  }

  /** The installation's topics. */
  interface TopicConfig {
    /** The partition count of every topic, fixed at installation. */
    @WithDefault("16")
    int partitions();
  }

  /** What is published. */
  interface EventConfig {
    /**
     * How long the installation's event topics keep records, such as {@code 90d}; or {@code
     * unlimited}. Each organization is told anew within half of it, so that whoever follows can
     * begin at what is kept. It must not be longer than the topics' own setting.
     */
    @WithDefault("90d")
    EventRetention retention();
  }

  /** Commands that could not be decided. */
  interface DeadLetterConfig {
    /**
     * How long what their callers sent is kept. After that an open one stays, without it, and
     * cannot be replayed; a closed one goes altogether.
     */
    @WithDefault("30d")
    Duration kept();
  }

  /** Where the records of mail servers' and operators' calls go. */
  interface AuditConfig {
    /**
     * Where they wait on the disk while Kafka does not take them; of this process alone, and kept
     * over its restarts.
     */
    @WithName("spool-directory")
    Optional<Path> spoolDirectory();
  }

  /** How commands are taken from their topic. */
  interface CommandConfig {
    /** Most commands in one transaction. */
    @WithDefault("500")
    @WithName("batch-size")
    int batchSize();

    /** Most bytes of commands in one transaction. */
    @WithDefault("4194304")
    @WithName("batch-bytes")
    int batchBytes();

    /** Batch transactions that may run at once; partitions that wait gather larger batches. */
    @WithDefault("1")
    int concurrency();

    /** How long a transaction waits for more commands while there is more than one caller. */
    @WithDefault("5ms")
    Duration gather();

    /** How long a dead member's partitions stay orphaned; the broker's minimum is 6 s. */
    @WithDefault("6s")
    @WithName("session-timeout")
    Duration sessionTimeout();

    /** How often a partition's owner prunes and sends unfinished internal commands again. */
    @WithDefault("15s")
    @WithName("housekeeping-interval")
    Duration housekeepingInterval();
  }

  /** How the database is used. */
  interface DatabaseConfig {
    /**
     * PEM file of the authorities that vouch for PostgreSQL; with it connections are encrypted and
     * the server's name is verified. Read again when it changes.
     */
    @WithName("trust-file")
    Optional<Path> trustFile();

    /**
     * Text file with the role's password instead of {@code quarkus.datasource.password}; read again
     * when it changes.
     */
    @WithName("password-file")
    Optional<Path> passwordFile();

    /** How long a whole transaction may take before it is given up. */
    @WithDefault("30s")
    @WithName("transaction-bound")
    Duration transactionBound();
  }

  /** How other contexts' events are followed. */
  interface ViewConfig {
    /** How long a decision waits for a view to hold what its owner had committed. */
    @WithDefault("5s")
    @WithName("catch-up-bound")
    Duration catchUpBound();

    /** Most events in one transaction. */
    @WithDefault("500")
    @WithName("batch-size")
    int batchSize();

    /** How often it is found out whether views are up to date. */
    @WithDefault("5s")
    @WithName("freshness-interval")
    Duration freshnessInterval();
  }
}
