package org.postroom.kit.audit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
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
      ServiceDefinition service, KitConfig config, KafkaConnection kafka, Clock clock) {
    Path spool =
        config
            .audit()
            .spoolDirectory()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "postroom.audit.spool-directory is not set; it is a directory of this"
                            + " process alone, kept over its restarts, in which audit records wait"
                            + " while Kafka does not take them"));
    String instance =
        config
            .instanceId()
            .orElseGet(
                () -> {
                  String host = System.getenv("HOSTNAME");
                  return (host == null ? "local" : host) + '-' + ProcessHandle.current().pid();
                });
    return new SpoolingAuditWriter(
        AuditWriterSettings.of(
            service.context().wireName() + '/' + instance, spool, config.topics().partitions()),
        AuditProducers.of(kafka.settings()),
        clock);
  }

  void close(@Disposes SpoolingAuditWriter writer) {
    writer.close();
  }

  void start(
      @Observes StartupEvent event,
      SpoolingAuditWriter writer,
      AuditedAnswers answers,
      Vertx vertx,
      MeterRegistry meters) {
    vertx.setPeriodic(COUNTED_MILLIS, timer -> answers.writeCounted());
    FunctionCounter.builder("postroom.audit.failed", writer, each -> each.state().failed())
        .description("Audit records that could be written nowhere; their calls were refused")
        .register(meters);
    Gauge.builder("postroom.audit.spool.bytes", writer, each -> each.state().spooledBytes())
        .description("Bytes of audit records on the disk that Kafka has not taken yet")
        .register(meters);
    Gauge.builder("postroom.audit.spool.records", writer, each -> each.state().spooledRecords())
        .description("Audit records on the disk that Kafka has not taken yet")
        .register(meters);
    Gauge.builder(
            "postroom.audit.spool.age.seconds",
            writer,
            each -> each.state().spoolAge().toMillis() / 1000.0)
        .description("For how long audit records have been waiting on the disk")
        .register(meters);
  }

  void stop(@Observes ShutdownEvent event, AuditedAnswers answers) {
    answers.writeAllCounted();
  }
}
