package org.postroom.kit.query;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.database.KitConfig;
import org.postroom.transport.KafkaConnection;
import org.postroom.transport.SealingKeysFile;
import org.postroom.transport.ServiceCredential;
import org.postroom.transport.TlsFiles;

/** Makes what queries need out of the configuration. */
@ApplicationScoped
class QueryBeans {

  @Produces
  @Singleton
  ServiceCredential credential(KitConfig config, Clock clock) {
    return new ServiceCredential(
        file(config.serviceCredentialFile(), "postroom.service-credential-file"), clock);
  }

  @Produces
  @Singleton
  @DefaultBean
  SecretSealer sealer(KitConfig config) {
    return new SecretSealer(
        new SealingKeysFile(file(config.sealingKeysFile(), "postroom.sealing-keys-file")),
        new SecureRandom());
  }

  /** What this service shows and whom it trusts, as a server and as a client of its peers. */
  @Produces
  @Singleton
  TlsFiles tls(Config config) {
    return TlsFiles.of(key -> config.getOptionalValue(key, String.class), "postroom.tls");
  }

  @Produces
  @Singleton
  KafkaConnection kafka(Config config) {
    return KafkaConnection.of(key -> config.getOptionalValue(key, String.class));
  }

  @Produces
  @Singleton
  @DefaultBean
  Clock clock() {
    return Clock.systemUTC();
  }

  private static Path file(Optional<String> name, String key) {
    return Path.of(name.orElseThrow(() -> new IllegalStateException(key + " must name a file")));
  }
}
