package org.postroom.gateway.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.gateway.auth.CredentialsFile;
import org.postroom.gateway.auth.SigV4Verifier;

/**
 * What the gateway takes from its surroundings. A file that is missing or unusable stops the start
 * with one sentence.
 */
@Singleton
public class Installation {
  private static final int MIN_TOKEN_LENGTH = 16;

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
  CredentialsFile credentials(GatewayConfig config) {
    Path file = required(config.credentialsFile(), "postroom.credentials-file");
    try {
      return new CredentialsFile(file);
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
      return new SecretSealer(SealingKeys.load(file), random);
    } catch (RuntimeException e) {
      throw new ConfigurationException("The sealing keys file " + file + " is not usable.");
    }
  }

  @Produces
  @Singleton
  ServiceCredential serviceCredential(GatewayConfig config) {
    Path file = required(config.serviceCredentialFile(), "postroom.service-credential-file");
    String token;
    try {
      token = Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigurationException("The service credential file " + file + " is unreadable.");
    }
    if (token.length() < MIN_TOKEN_LENGTH || !token.matches("[\\x21-\\x7e]+")) {
      throw new ConfigurationException(
          "The service credential file "
              + file
              + " must hold one token of at least "
              + MIN_TOKEN_LENGTH
              + " printable characters.");
    }
    return new ServiceCredential(token);
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
