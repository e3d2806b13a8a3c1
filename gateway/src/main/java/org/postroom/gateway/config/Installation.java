package org.postroom.gateway.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.gateway.auth.CredentialsFile;
import org.postroom.gateway.auth.SigV4Verifier;
import org.postroom.transport.KafkaConnection;
import org.postroom.transport.SealingKeysFile;
import org.postroom.transport.ServiceCredential;
import org.postroom.transport.TlsFiles;

/**
 * What the gateway takes from its surroundings. A file that is missing or unusable stops the start
 * with one sentence.
 */
@Singleton
public class Installation {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }

  @Produces
  @Singleton
  CredentialsFile credentials(GatewayConfig config, SecretSealer sealer) {
    Path file = required(config.credentialsFile(), "postroom.credentials-file");
    try {
      return new CredentialsFile(file, sealer);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage());
    }
  }

  @Produces
  @Singleton
  SigV4Verifier verifier(GatewayConfig config, CredentialsFile credentials, Clock clock) {
    return new SigV4Verifier(credentials, config.region(), config.gateway().clockSkew(), clock);
  }

  @Produces
  @Singleton
  SecretSealer sealer(GatewayConfig config, SecureRandom random) {
    Path file = required(config.sealingKeysFile(), "postroom.sealing-keys-file");
    try {
      return new SecretSealer(new SealingKeysFile(file), random);
    } catch (RuntimeException e) {
      throw new ConfigurationException("The sealing keys file " + file + " is not usable.");
    }
  }

  @Produces
  @Singleton
  ServiceCredential serviceCredential(GatewayConfig config, Clock clock) {
    Path file = required(config.serviceCredentialFile(), "postroom.service-credential-file");
    try {
      return new ServiceCredential(file, clock);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "The service credential file " + file + " is not usable: " + e.getMessage() + '.');
    }
  }

  /** What the gateway shows to callers and to services, and which services it trusts. */
  @Produces
  @Singleton
  TlsFiles tls(Config config) {
    try {
      return TlsFiles.of(key -> config.getOptionalValue(key, String.class), "postroom.tls");
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("TLS: " + e.getMessage() + '.');
    }
  }

  @Produces
  @Singleton
  KafkaConnection kafka(Config config) {
    try {
      return KafkaConnection.of(key -> config.getOptionalValue(key, String.class));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("The connection to Kafka: " + e.getMessage() + '.');
    }
  }

  private static Path required(Optional<Path> file, String key) {
    Path path =
        file.orElseThrow(
            () -> new ConfigurationException("The gateway needs a file named by " + key + '.'));
    if (!Files.isReadable(path)) {
      throw new ConfigurationException(
          "The file " + path + " named by " + key + " is missing or unreadable.");
    }
    return path;
  }
}
