package org.postroom.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Everything about the gateway that an installation may set. */
@ConfigMapping(prefix = "postroom")
public interface GatewayConfig {

  /** The one region of this installation; a signature scoped to another is refused. */
  @WithDefault("us-east-1")
  String region();

  /** JSON file of the credentials that may call; read again when it changes. */
  Optional<Path> credentialsFile();

  /** JSON file of the keys that seal secrets before they leave the process. */
  Optional<Path> sealingKeysFile();

  /** Text file of the token with which the gateway shows itself to the services. */
  Optional<Path> serviceCredentialFile();

  /** Whether the gateway starts with settings that are not safe; each is logged as a warning. */
  @WithDefault("false")
  boolean allowUnsafe();

  /** Text file of the token that opens {@code /q/metrics} and nothing else. */
  Optional<Path> metricsCredentialFile();

  /** Whether the log is written as one JSON object a line. */
  @WithDefault("false")
  boolean logJson();

  /** The installation's topics. */
  TopicsConfig topics();

  /** Where the services answer queries. */
  PeersConfig peers();

  /** Where audit records wait. */
  AuditConfig audit();

  /** The gateway's own limits. */
  LimitsConfig gateway();

  /** Limits of the feed for tenants. */
  FeedConfig feed();

  /** The installation's topics. */
  interface TopicsConfig {
    /** Partitions of every topic, fixed at installation. */
    @WithDefault("16")
    int partitions();
  }

  /** Base URLs of the services. */
  interface PeersConfig {
    /** The directory service. */
    @WithDefault("http://localhost:8081")
    URI directory();

    /** The mail domain service. */
    @WithName("mail-domain")
    @WithDefault("http://localhost:8082")
    URI mailDomain();

    /** The policy service. */
    @WithDefault("http://localhost:8083")
    URI policy();

    /** The export service. */
    @WithDefault("http://localhost:8084")
    URI export();
  }

  /** Limits, windows and switches. */
  interface LimitsConfig {
    /** How far a request's date may be from the gateway's clock, either way. */
    @WithDefault("PT5M")
    Duration clockSkew();

    /**
     * How long a caller waits for the answer to a command or query; then the outcome is unknown.
     */
    @WithDefault("PT15S")
    Duration deadline();

    /** How many requests callers may send. */
    RateConfig rate();

    /** How many connections callers may hold open, and how slow they may be. */
    ConnectionsConfig connections();

    /** Commands of one context, and as many queries, that may be under way at once. */
    @WithDefault("2048")
    int inFlightPerContext();

    /**
     * Requests of one account that may be under way at once: a small part of a context's, so that
     * others find room, and short queues, beside an account that takes all it can.
     */
    @WithDefault("256")
    int inFlightPerAccount();

    /** Queries of one context that may wait for a free connection. */
    @WithDefault("1024")
    int waitingQueriesPerContext();

    /** Connections to one service. */
    @WithDefault("64")
    int connectionsPerContext();

    /**
     * How long a connection to a service is used; then the next answer is its last, so that
     * replicas that came later get their part.
     */
    @WithDefault("PT1M")
    Duration connectionLifetime();

    /** Threads that hash login passwords; one for each core when not given. */
    OptionalInt hashThreads();

    /** Login passwords that may wait for a hashing thread; beyond it callers are throttled. */
    @WithDefault("64")
    int hashQueue();

    /**
     * Bytes of requests that may be held at once over all connections, from their coming to their
     * answers; each counts 4 KiB beside its body.
     */
    @WithDefault("67108864")
    long bodyBytes();

    /** The same for one source address. */
    @WithDefault("33554432")
    long bodyBytesPerSource();

    /** How often the credentials file is looked at. */
    @WithDefault("PT1S")
    Duration credentialsCheck();

    /** How often the gateway sends itself a message through Kafka to know that it is there. */
    @WithDefault("PT1S")
    Duration probeInterval();

    /** Without a probe of its own for this long, Kafka counts as away and commands are refused. */
    @WithDefault("PT5S")
    Duration probeTolerance();

    /** The partition of the reply topic; derived from the gateway's random id when not given. */
    OptionalInt replyPartition();

    /**
     * Whether the target {@code Postroom.VerifyOnly} answers {@code {}} after the signature check;
     * the floor that benchmarks compare with.
     */
    @WithDefault("false")
    boolean verifyOnly();
  }
}
