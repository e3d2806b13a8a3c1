package org.postroom.gateway.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.postroom.transport.UnsafeSettings;

/** Ends the start of a gateway whose settings are unsafe, before it listens. */
@Singleton
class StartCheck {
  /** The filters are asked for before the server is opened, and this asks before all others. */
  void check(@Observes @Priority(1) Filters filters, Config config, GatewayConfig own) {
    List<String> findings =
        UnsafeSettings.ofGateway(key -> config.getOptionalValue(key, String.class));
    UnsafeSettings.refusal(findings, own.allowUnsafe())
        .ifPresent(
            refusal -> {
              throw new ConfigurationException(refusal);
            });
  }
}
