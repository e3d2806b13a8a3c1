package org.postroom.gateway.audit;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import org.postroom.audit.AuditProducers;
import org.postroom.audit.AuditWriterSettings;
import org.postroom.audit.SpoolingAuditWriter;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.dispatch.ReplyPlace;
import org.postroom.transport.KafkaConnection;

/** Makes the writer of this gateway's records. */
@Singleton
class AuditWriting {

  @Produces
  @Singleton
  SpoolingAuditWriter writer(
      GatewayConfig config, ReplyPlace place, Clock clock, KafkaConnection kafka) {
    Path spool =
        config
            .audit()
            .spoolDirectory()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "The gateway needs a directory named by postroom.audit.spool-directory."));
    AuditWriterSettings usual =
        AuditWriterSettings.of("gateway/" + place.gatewayId(), spool, config.topics().partitions());
    AuditWriterSettings settings =
        new AuditWriterSettings(
            usual.name(),
            usual.spoolDirectory(),
            usual.partitions(),
            config.audit().bound(),
            usual.checkpointInterval(),
            usual.mostPending(),
            usual.mostSpooledBytes());
    try {
      return new SpoolingAuditWriter(settings, AuditProducers.of(kafka.settings()), clock);
    } catch (UncheckedIOException e) {
      throw new ConfigurationException(
          "The directory "
              + spool
              + " named by postroom.audit.spool-directory is not usable: "
              + e.getMessage()
              + '.');
    }
  }

  void close(@Disposes SpoolingAuditWriter writer) {
    writer.close();
  }
}
