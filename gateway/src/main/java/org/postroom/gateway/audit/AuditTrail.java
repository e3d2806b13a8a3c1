package org.postroom.gateway.audit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.postroom.audit.AuditRecord;
import org.postroom.audit.AuditWriter;
import org.postroom.audit.Samples;
import org.postroom.audit.Samples.Counted;
import org.postroom.gateway.config.AuditConfig;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.dispatch.Answer;
import org.postroom.gateway.limit.SourceAddress;

/**
 * Sees to it that every call leaves one record before it is answered: commands that a service has
 * just executed in that service's transaction, everything else here. Calls that nobody has signed
 * are counted for each source, the first of a time being written at once.
 */
@Singleton
public class AuditTrail {
  private static final Logger LOG = Logger.getLogger(AuditTrail.class);
  private static final int SOURCES = 1_000;
  private static final int UNWRITTEN = 2_000;

  private final AuditWriter writer;
  private final Samples<Refused> samples;
  private final Deque<AuditRecord> unwritten = new ArrayDeque<>();

  @Inject
  AuditTrail(GatewayConfig config, AuditWriter writer, Clock clock, MeterRegistry metrics) {
    this(config.audit(), writer, clock);
    FunctionCounter.builder("postroom.audit.failed", writer, w -> w.state().failed())
        .description("Audit records that could be written nowhere")
        .register(metrics);
    metrics.gauge("postroom.audit.spool.records", writer, w -> w.state().spooledRecords());
    metrics.gauge("postroom.audit.spool.bytes", writer, w -> w.state().spooledBytes());
    metrics.gauge(
        "postroom.audit.spool.age.seconds", writer, w -> w.state().spoolAge().toSeconds());
  }

  /** One that measures nothing. */
  public AuditTrail(AuditConfig config, AuditWriter writer, Clock clock) {
    this.writer = writer;
    this.samples = new Samples<>(clock, config.sampleWindow(), SOURCES);
  }

  /**
   * Writes what an answer needs to be written first.
   *
   * @return completes when the answer may be sent, on any thread; fails when it must not be, as
   *     nobody would know of the call
   */
  public CompletionStage<Void> before(AuditedCall call, Answer answer) {
    if (answer.isAudited()) {
      return CompletableFuture.completedStage(null);
    }
    if (!call.isIdentified()
        && !samples.isFirst(SourceAddress.keyOf(call.sourceAddress()), new Refused(call, answer))) {
      return CompletableFuture.completedStage(null);
    }
    return writer.write(call.record(answer));
  }

  /** Writes the counts of times that are over; called periodically. */
  public void writeCounts() {
    write(samples.due());
  }

  /** Writes all counts; called at the end. */
  public void writeAllCounts() {
    write(samples.all());
  }

  private void write(List<Counted<Refused>> counts) {
    List<AuditRecord> records;
    synchronized (unwritten) {
      records = new ArrayList<>(unwritten);
      unwritten.clear();
    }
    for (Counted<Refused> counted : counts) {
      records.add(counted.last().call.record(counted.last().answer, counted.count()));
    }
    for (AuditRecord record : records) {
      writer
          .write(record)
          .whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  keep(record);
                }
              });
    }
  }

  /** Nobody waits for a count: it is tried again with the next ones. */
  private void keep(AuditRecord record) {
    synchronized (unwritten) {
      if (unwritten.size() < UNWRITTEN) {
        unwritten.add(record);
        return;
      }
    }
    LOG.errorf(
        "Counts of unauthenticated calls are lost, they can be written nowhere: source=%s count=%s",
        record.sourceIPAddress(), record.additionalEventData().path("count"));
  }

  private record Refused(AuditedCall call, Answer answer) {}
}
