package org.postroom.kit.query;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.postroom.kit.audit.AuditedAnswers;
import org.postroom.transport.ServiceCredential;
import org.postroom.transport.TlsFiles;

/**
 * The door of a service: everything but health wants a credential: that of {@link GuardedPaths}
 * below their prefix, the service credential elsewhere, and with it, where there are authorities to
 * vouch for the parts of the installation, a certificate from one of them. It is closed by default,
 * so that no spelling of an internal path slips past it, and who finds it closed is on record.
 */
@Singleton
class InternalAccess {
  private static final String OPEN = "/q/health";
  private static final int BEFORE_EVERYTHING = 10_000;
  private static final int UNAUTHORIZED = 401;

  private final ServiceCredential credential;
  private final List<GuardedPaths> guarded;
  private final boolean mutual;
  private final AuditedAnswers audit;
  private final Counter refused;

  InternalAccess(
      ServiceCredential credential,
      TlsFiles tls,
      @All List<GuardedPaths> guarded,
      AuditedAnswers audit,
      MeterRegistry meters) {
    this.credential = credential;
    this.guarded = guarded;
    this.mutual = tls.certificate().isPresent() && tls.trust().isPresent();
    this.audit = audit;
    this.refused =
        Counter.builder("postroom.internal.access.refused")
            .description("Requests without the credential that opens what they ask for")
            .register(meters);
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_EVERYTHING);
  }

  private void check(RoutingContext http) {
    String path = http.normalizedPath();
    if (path.equals(OPEN) || path.startsWith(OPEN + "/") || isOpenTo(http.request(), path)) {
      http.next();
    } else {
      refused.increment();
      audit.refuse(
          http,
          () ->
              http.response()
                  .setStatusCode(UNAUTHORIZED)
                  .end("The credential is missing or wrong."));
    }
  }

  private boolean isOpenTo(HttpServerRequest request, String path) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    for (GuardedPaths paths : guarded) {
      if (path.startsWith(paths.prefix())) {
        return paths.areOpenTo(authorization);
      }
    }
    return credential.isShownBy(authorization) && (!mutual || hasCertificate(request));
  }

  /** One that nobody trusts has ended the connection before. */
  private static boolean hasCertificate(HttpServerRequest request) {
    try {
      return request.isSSL() && !request.connection().peerCertificates().isEmpty();
    } catch (SSLPeerUnverifiedException e) {
      return false;
    }
  }
}
