package org.postroom.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Gives every answer of this process the headers that keep browsers and caches from making more of
 * it than it is: refusals, health and metrics, unknown paths and what other routes answer included.
 * It comes before every other route, also on the way of requests that Vert.x itself refuses.
 *
 * <p>Over TLS, clients are told to stay with it. Whether a proxy in front speaks TLS is known only
 * where {@code quarkus.http.proxy.*} says which proxies are believed; by default none is.
 */
@ApplicationScoped
class SecurityHeaders {
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence STRICT_TRANSPORT_SECURITY =
      HttpHeaders.createOptimized("Strict-Transport-Security");
  private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");

  void route(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).handler(this::add).failureHandler(this::add);
  }

  private void add(RoutingContext routing) {
    HttpServerResponse response = routing.response();
    response
        .putHeader(CONTENT_TYPE_OPTIONS, NOSNIFF)
        .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    if ("https".equals(routing.request().scheme())) {
      response.putHeader(STRICT_TRANSPORT_SECURITY, A_YEAR);
    }
    routing.next();
  }
}
