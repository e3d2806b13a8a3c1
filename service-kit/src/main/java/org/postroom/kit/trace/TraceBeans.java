package org.postroom.kit.trace;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Traces as the configuration wants them. */
@ApplicationScoped
class TraceBeans {

  @Produces
  @Singleton
  Traces traces(
      Instance<OpenTelemetry> telemetry,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "true")
          boolean isDisabled) {
    return isDisabled ? Traces.OFF : Traces.of(telemetry.get());
  }
}
