package org.postroom.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import org.postroom.gateway.observe.RequestMetrics;

/** Begins exchanges. */
@Singleton
class Exchanges {
  private final HttpDate date;
  private final RequestMetrics metrics;

  Exchanges(HttpDate date, RequestMetrics metrics) {
    this.date = date;
    this.metrics = metrics;
  }

  /** Begins the exchange of a request, on its own context. */
  Exchange begin(HttpServerRequest request) {
    return new Exchange(request, Vertx.currentContext(), date, metrics);
  }
}
