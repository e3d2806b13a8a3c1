package org.postroom.audit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** What is measured of a writer, by the same names in every part. */
public final class AuditMeters {
  private static final double MILLIS = 1_000.0;

  private AuditMeters() {}

  /** Measures a writer from now on. */
  public static void register(SpoolingAuditWriter writer, MeterRegistry meters) {
    FunctionCounter.builder("postroom.audit.failed", writer, each -> each.state().failed())
        .description("Audit records that could be written nowhere; their calls were refused")
        .register(meters);
    gauge(
        "postroom.audit.spool.records",
        "Audit records on the disk that Kafka has not taken yet",
        AuditWriterState::spooledRecords,
        writer,
        meters);
    gauge(
        "postroom.audit.spool.bytes",
        "Bytes of audit records on the disk that Kafka has not taken yet",
        AuditWriterState::spooledBytes,
        writer,
        meters);
    gauge(
        "postroom.audit.spool.age.seconds",
        "For how long audit records have been waiting on the disk",
        state -> state.spoolAge().toMillis() / MILLIS,
        writer,
        meters);
  }

  private static void gauge(
      String name,
      String description,
      ToDoubleFunction<AuditWriterState> value,
      SpoolingAuditWriter writer,
      MeterRegistry meters) {
    Gauge.builder(name, writer, each -> value.applyAsDouble(each.state()))
        .description(description)
        .register(meters);
  }
}
