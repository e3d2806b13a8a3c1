package org.postroom.kit.query;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.database.KitConfig;

/** Makes what queries need out of the configuration. */
@ApplicationScoped
class QueryBeans {

  @Produces
  @Singleton
  ServiceCredential credential(KitConfig config) {
    return ServiceCredential.load(
        Path.of(
            config
                .serviceCredentialFile()
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "postroom.service-credential-file must name a file"))));
  }

  @Produces
  @Singleton
  @DefaultBean
  SecretSealer sealer(KitConfig config) {
    return new SecretSealer(
        SealingKeys.load(
            Path.of(
                config
                    .sealingKeysFile()
                    .orElseThrow(
                        () ->
                            new IllegalStateException(
                                "postroom.sealing-keys-file must name a file")))),
        new SecureRandom());
  }

  @Produces
  @Singleton
  @DefaultBean
  Clock clock() {
    return Clock.systemUTC();
  }
}
