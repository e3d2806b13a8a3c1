package org.postroom.gateway.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.postroom.transport.UnsafeSettings;

/** Ends the start of a gateway whose settings are unsafe, before it listens. */
@Singleton
class StartCheck {
  private static final Logger LOG = Logger.getLogger(StartCheck.class);

  /** The filters are asked for before the server is opened, and this asks before all others. */
  void check(@Observes @Priority(1) Filters filters, Config config, GatewayConfig own) {
    List<String> findings =
        UnsafeSettings.ofGateway(key -> config.getOptionalValue(key, String.class));
    if (findings.isEmpty()) {
      return;
    }
    if (!own.allowUnsafe()) {
      throw new ConfigurationException(
          "The settings are not safe:\n" + String.join(".\n", findings) + '.');
    }
    findings.forEach(
        finding -> LOG.warnf("UNSAFE, and allowed by %s: %s", UnsafeSettings.ALLOW, finding));
  }
}
