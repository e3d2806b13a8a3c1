package org.postroom.gateway.dispatch;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets no connection to a service be kept for ever. A busy one would: replicas of the service that
 * come later would never be asked anything, because addresses are shared out when connections are
 * made.
 */
final class KeptConnections {
  private final long lifetimeNanos;
  private final Map<HttpConnection, Long> since = new ConcurrentHashMap<>();

  KeptConnections(Duration lifetime) {
    this.lifetimeNanos = lifetime.toNanos();
  }

  /** A connection was made. */
  void opened(HttpConnection connection) {
    since.put(connection, System.nanoTime());
    connection.closeHandler(ignored -> since.remove(connection));
  }

  /** Makes a request the last one of its connection when that has been there for long enough. */
  void use(HttpClientRequest request) {
    Long opened = since.get(request.connection());
    if (opened != null && System.nanoTime() - opened >= lifetimeNanos) {
      request.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }
}
