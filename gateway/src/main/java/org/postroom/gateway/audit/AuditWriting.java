package org.postroom.gateway.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.postroom.audit.AuditMeters;
import org.postroom.audit.AuditProducers;
import org.postroom.audit.AuditWriterSettings;
import org.postroom.audit.SpoolingAuditWriter;
import org.postroom.gateway.config.AuditConfig;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.dispatch.ReplyPlace;
import org.postroom.transport.KafkaConnection;

/** Makes the writer of this gateway's records, and measures it. */
@Singleton
class AuditWriting {

  @Produces
  @Singleton
  SpoolingAuditWriter writer(
      GatewayConfig config,
      ReplyPlace place,
      Clock clock,
      KafkaConnection kafka,
      MeterRegistry metrics) {
    AuditConfig own = config.audit();
    try {
      AuditWriterSettings settings =
          AuditWriterSettings.of(
                  "gateway/" + place.gatewayId(),
                  own.spoolDirectory(),
                  config.topics().partitions())
              .withBound(own.bound());
      SpoolingAuditWriter writer =
          new SpoolingAuditWriter(settings, AuditProducers.of(kafka.settings()), clock);
      AuditMeters.register(writer, metrics);
      return writer;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new ConfigurationException(e.getMessage() + '.');
    }
  }

  void close(@Disposes SpoolingAuditWriter writer) {
    writer.close();
  }
}
