package org.postroom.gateway.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.postroom.audit.AuditRecordBuilder;
import org.postroom.contract.error.ErrorCode;
import org.postroom.gateway.audit.AuditedCall;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.dispatch.Answer;
import org.postroom.transport.ServiceCredential;

/**
 * Who may ask for what is not for callers of the API: measurements, and whatever else there is
 * below {@code /q/} and {@code /internal/}, are for those who show the service credential,
 * measurements also for those who show the metrics credential. Health is for everybody. Who is
 * refused is on record, as whoever calls without a signature.
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
  private final Exchanges exchanges;
  private final Counter refused;

  OperatorAccess(
      ServiceCredential service,
      GatewayConfig config,
      Clock clock,
      Exchanges exchanges,
      MeterRegistry meters) {
    this.service = service;
    this.metrics = config.metricsCredentialFile().map(file -> new ServiceCredential(file, clock));
    this.exchanges = exchanges;
    this.refused =
        Counter.builder("postroom.internal.access.refused")
            .description("Requests without the credential that opens what they ask for")
            .register(meters);
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_EVERYTHING);
  }

  private void check(RoutingContext http) {
    if (isOpen(http.normalizedPath(), http.request().getHeader(HttpHeaders.AUTHORIZATION))) {
      http.next();
    } else {
      refuse(http);
    }
  }

  private void refuse(RoutingContext http) {
    refused.increment();
    HttpServerRequest request = http.request();
    Exchange exchange = exchanges.beginCall(request);
    AuditedCall call = exchange.call();
    call.reads(AuditRecordBuilder.INTERNAL_ACCESS);
    call.parameter("method", request.method().name());
    call.parameter("path", http.normalizedPath());
    ErrorCode error =
        request.headers().contains(HttpHeaders.AUTHORIZATION)
            ? ErrorCode.UNRECOGNIZED_CLIENT
            : ErrorCode.MISSING_AUTHENTICATION_TOKEN;
    // Nobody reads a body that it may have.
    exchange.answerAndClose(Answer.error(UNAUTHORIZED, error, "A credential is missing or wrong."));
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
