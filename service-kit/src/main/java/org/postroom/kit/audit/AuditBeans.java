package org.postroom.kit.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.postroom.audit.AuditMeters;
import org.postroom.audit.AuditProducers;
import org.postroom.audit.AuditWriterSettings;
import org.postroom.audit.SpoolingAuditWriter;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.database.KitConfig;
import org.postroom.transport.KafkaConnection;

/** Makes the writer of what a service does besides commands, and measures it. */
@ApplicationScoped
class AuditBeans {
  private static final long COUNTED_MILLIS = 10_000;

  @Produces
  @Singleton
  SpoolingAuditWriter writer(
      ServiceDefinition service,
      KitConfig config,
      KafkaConnection kafka,
      Clock clock,
      MeterRegistry meters) {
    String instance =
        config
            .instanceId()
            .orElseGet(
                () -> {
                  String host = System.getenv("HOSTNAME");
                  return (host == null ? "local" : host) + '-' + ProcessHandle.current().pid();
                });
    SpoolingAuditWriter writer =
        new SpoolingAuditWriter(
            AuditWriterSettings.of(
                service.context().wireName() + '/' + instance,
                config.audit().spoolDirectory(),
                config.topics().partitions()),
            AuditProducers.of(kafka.settings()),
            clock);
    AuditMeters.register(writer, meters);
    return writer;
  }

  void close(@Disposes SpoolingAuditWriter writer) {
    writer.close();
  }

  void start(@Observes StartupEvent event, AuditedAnswers answers, Vertx vertx) {
    vertx.setPeriodic(COUNTED_MILLIS, timer -> answers.writeCounted());
  }

  void stop(@Observes ShutdownEvent event, AuditedAnswers answers) {
    answers.writeAllCounted();
  }
}
