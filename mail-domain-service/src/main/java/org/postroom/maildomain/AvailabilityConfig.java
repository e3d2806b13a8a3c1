package org.postroom.maildomain;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How availability providers are tested; see docs/availability-providers.md. */
public interface AvailabilityConfig {
  /**
   * Host names, addresses and CIDR ranges that may be called although they are loopback, private,
   * link-local or otherwise not on the public Internet.
   */
  @WithName("allowed-addresses")
  Optional<List<String>> allowedAddresses();

  /**
   * PEM file of the certificate authorities that vouch for Exchange endpoints, instead of the Java
   * platform's.
   */
  @WithName("trusted-certificates")
  Optional<Path> trustedCertificates();

  /** How long one test may take in all. */
  @WithDefault("10s")
  @WithName("test-timeout")
  Duration testTimeout();

  /** Tests of one account that may run at once; more are throttled. */
  @WithDefault("3")
  @WithName("tests-per-account")
  int testsPerAccount();

  /** Tests of all accounts that may run at once on one replica; more are throttled. */
  @WithDefault("16")
  @WithName("tests-at-once")
  int testsAtOnce();

  /** How functions are called. */
  LambdaConfig lambda();

  /** How functions are called. */
  interface LambdaConfig {
    /** Where the Lambda API is; AWS's own endpoint of the function's region when not given. */
    Optional<URI> endpoint();

    /**
     * An AWS credentials file, whose profile {@code default} may call {@code lambda:GetPolicy} and
     * {@code lambda:InvokeFunction}; read again when it changes.
     */
    @WithName("credentials-file")
    Optional<Path> credentialsFile();

    /**
     * Whether AWS's default chain of credentials (environment, container, instance) is used when no
     * file is given. Without either no function is called.
     */
    @WithName("default-credentials")
    @WithDefault("false")
    boolean defaultCredentials();
  }
}
