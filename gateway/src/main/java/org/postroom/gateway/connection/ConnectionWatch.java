package org.postroom.gateway.connection;

import io.netty.channel.Channel;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import org.jboss.logging.Logger;
import org.postroom.gateway.limit.Limit;
import org.postroom.gateway.limit.Refusals;

/** Puts the gate in place before the server listens, and tells connections of their requests. */
@ApplicationScoped
class ConnectionWatch {
  private static final Logger LOG = Logger.getLogger(ConnectionWatch.class);

  private final Connections connections;
  private final Refusals refusals;

  ConnectionWatch(Connections connections, Refusals refusals) {
    this.connections = connections;
    this.refusals = refusals;
  }

  void install(@Observes StartupEvent event) {
    ConnectionGate.install(connections);
  }

  void listens(@ObservesAsync HttpServerStart event) {
    if (!connections.isGuarded()) {
      LOG.warn("Connections are not limited: the server was opened without their gate");
    }
  }

  void route(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE + 1).handler(this::watch).failureHandler(this::watch);
  }

  private void watch(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    Connection connection = of(request);
    if (connection != null) {
      connection.begins(request.version() == HttpVersion.HTTP_2);
      routing.addEndHandler(end -> connection.ends());
      if (connection.hasUnreadAnswers()) {
        refusals.count(Limit.UNREAD_ANSWERS);
        request.connection().close();
        return;
      }
    }
    routing.next();
  }

  private static Connection of(HttpServerRequest request) {
    if (request.connection() instanceof ConnectionBase connection) {
      Channel channel = connection.channel();
      return channel.attr(Connection.KEY).get();
    }
    return null;
  }
}
