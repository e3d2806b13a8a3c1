package org.postroom.gateway.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.postroom.audit.AuditWriter;
import org.postroom.audit.SampledRecords;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.dispatch.Answer;

/**
 * Sees to it that every call leaves one record before it is answered: commands that a service has
 * just executed in that service's transaction, everything else here. Calls that nobody has signed,
 * and requests for what is not for callers, are counted for each source, the first of a time being
 * written at once.
 */
@Singleton
public class AuditTrail {
  private static final int SOURCES = 1_000;

  private final AuditWriter writer;
  private final SampledRecords<Refused> unsigned;

  @Inject
  AuditTrail(GatewayConfig config, AuditWriter writer, Clock clock) {
    this(config.audit().sampleWindow(), writer, clock);
  }

  /**
   * @param sampleWindow for how long further unsigned calls of a source are only counted
   */
  public AuditTrail(Duration sampleWindow, AuditWriter writer, Clock clock) {
    this.writer = writer;
    this.unsigned =
        new SampledRecords<>(
            writer,
            clock,
            sampleWindow,
            SOURCES,
            (source, last, count) -> last.call.record(last.answer, count));
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
    if (!call.isIdentified() && !unsigned.isFirst(call.source(), new Refused(call, answer))) {
      return CompletableFuture.completedStage(null);
    }
    return writer.write(call.record(answer));
  }

  /** Writes the counts of times that are over; called periodically. */
  public void writeCounts() {
    unsigned.writeDue();
  }

  /** Writes all counts; called at the end. */
  public void writeAllCounts() {
    unsigned.writeAll();
  }

  private record Refused(AuditedCall call, Answer answer) {}
}
