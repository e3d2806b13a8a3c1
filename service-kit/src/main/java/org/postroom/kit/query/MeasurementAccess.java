package org.postroom.kit.query;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.postroom.kit.database.KitConfig;
import org.postroom.transport.ServiceCredential;

/**
 * Who may read measurements and whatever else Quarkus has below {@code /q/}, health excepted, which
 * is for everybody: whoever shows the metrics credential or the service credential.
 */
@Singleton
class MeasurementAccess implements GuardedPaths {
  private final ServiceCredential service;
  private final Optional<ServiceCredential> metrics;

  @Inject
  MeasurementAccess(ServiceCredential service, KitConfig config, Clock clock) {
    this.service = service;
    this.metrics =
        config.metricsCredentialFile().map(file -> new ServiceCredential(Path.of(file), clock));
  }

  @Override
  public String prefix() {
    return "/q/";
  }

  @Override
  public boolean areOpenTo(String authorization) {
    return service.isShownBy(authorization)
        || metrics.isPresent() && metrics.get().isShownBy(authorization);
  }
}
