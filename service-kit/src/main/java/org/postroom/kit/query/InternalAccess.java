package org.postroom.kit.query;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The door of a service: everything but health and metrics wants the service credential. It is
 * closed by default, so that no spelling of an internal path slips past it.
 */
@Singleton
class InternalAccess {
  private static final String OPEN_PREFIX = "/q/";
  private static final int BEFORE_EVERYTHING = 10_000;
  private static final int UNAUTHORIZED = 401;

  private final ServiceCredential credential;

  InternalAccess(ServiceCredential credential) {
    this.credential = credential;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_EVERYTHING);
  }

  private void check(RoutingContext http) {
    if (http.normalizedPath().startsWith(OPEN_PREFIX)
        || credential.isShownBy(http.request().getHeader(HttpHeaders.AUTHORIZATION))) {
      http.next();
    } else {
      http.response()
          .setStatusCode(UNAUTHORIZED)
          .end("The service credential is missing or wrong.");
    }
  }
}
