package org.postroom.gateway.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.transport.ServiceCredential;

/**
 * Who may ask for what is not for callers of the API: measurements, and whatever else there is
 * below {@code /q/} and {@code /internal/}, are for those who show the service credential,
 * measurements also for those who show the metrics credential. Health is for everybody.
 */
@Singleton
class OperatorAccess {
  private static final String OPEN = "/q/health";
  private static final String MEASUREMENTS = "/q/";
  private static final String INTERNAL = "/internal/";
  private static final int BEFORE_EVERYTHING = 10_000;
  private static final int UNAUTHORIZED = 401;

  private final ServiceCredential service;
  private final Optional<ServiceCredential> metrics;

  OperatorAccess(ServiceCredential service, GatewayConfig config, Clock clock) {
    this.service = service;
    this.metrics = config.metricsCredentialFile().map(file -> new ServiceCredential(file, clock));
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_EVERYTHING);
  }

  private void check(RoutingContext http) {
    if (isOpen(http.normalizedPath(), http.request().getHeader(HttpHeaders.AUTHORIZATION))) {
      http.next();
    } else {
      http.response().setStatusCode(UNAUTHORIZED).end("A credential is missing or wrong.");
    }
  }

  private boolean isOpen(String path, String authorization) {
    if (path.startsWith(INTERNAL)) {
      return service.isShownBy(authorization);
    }
    return !path.startsWith(MEASUREMENTS)
        || path.equals(OPEN)
        || path.startsWith(OPEN + "/")
        || service.isShownBy(authorization)
        || metrics.isPresent() && metrics.get().isShownBy(authorization);
  }
}
