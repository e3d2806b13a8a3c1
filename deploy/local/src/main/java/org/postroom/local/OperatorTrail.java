package org.postroom.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.postroom.audit.AuditProducers;
import org.postroom.audit.AuditRecord;
import org.postroom.audit.AuditRecordBuilder;
import org.postroom.audit.AuditWriterSettings;
import org.postroom.audit.SpoolDirectory;
import org.postroom.audit.SpoolingAuditWriter;
import org.postroom.audit.UserIdentity;
import org.postroom.contract.error.ErrorCode;

/**
 * Puts on record what an operator does to an installation without asking a service. A record is in
 * the audit stream before the operator is told that it is done, or on the disk if Kafka does not
 * run; from there it is sent with the next one, or by {@link #sendWhatWaits}.
 */
public final class OperatorTrail {
  private static final String NAME = "operator";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DataDirectory data;
  private final Supplier<Producer<String, byte[]>> producers;
  private final Clock clock;

  private OperatorTrail(
      DataDirectory data, Supplier<Producer<String, byte[]>> producers, Clock clock) {
    this.data = data;
    this.producers = producers;
    this.clock = clock;
  }

  /** The trail of an installation that runs. */
  public static OperatorTrail ofRunning(DataDirectory data, Map<String, Object> kafka) {
    return new OperatorTrail(data, AuditProducers.of(kafka), Clock.systemUTC());
  }

  /** The trail of an installation that does not run. */
  public static OperatorTrail ofStopped(DataDirectory data) {
    return new OperatorTrail(
        data,
        () -> {
          throw new KafkaException("the installation does not run");
        },
        Clock.systemUTC());
  }

  /**
   * Does something, and puts on record that it was done or that it failed, if there is an
   * installation.
   *
   * @param parameters neither secret nor personal
   * @return what the work returns
   * @throws InstallationException when it cannot be put on record, done or not
   */
  public <T> T record(String name, Map<String, String> parameters, Supplier<T> work) {
    if (!data.isInstalled()) {
      return work.get();
    }
    AuditRecordBuilder record =
        AuditRecordBuilder.event(name, false, data.rememberedRegion(), clock.instant())
            .identity(UserIdentity.operator(System.getProperty("user.name")))
            .from(null, "postroom");
    parameters.forEach(record::parameter);
    T result;
    try {
      result = work.get();
    } catch (RuntimeException e) {
      try {
        write(record.refused(ErrorCode.INTERNAL_FAILURE, e.getMessage()).build());
      } catch (InstallationException unrecorded) {
        e.addSuppressed(unrecorded);
      }
      throw e;
    }
    write(record.build());
    return result;
  }

  /** Sends what was put on record while Kafka did not run, if there is anything. */
  public void sendWhatWaits() {
    try {
      if (!SpoolDirectory.holdsRecords(spool())) {
        return;
      }
    } catch (IOException e) {
      throw new InstallationException("Operators' audit records cannot be read.", e);
    }
    long until = System.nanoTime() + PATIENCE.toNanos();
    try (SpoolingAuditWriter writer = open()) {
      while (writer.state().spooledRecords() > 0 && System.nanoTime() < until) {
        Pause.brief();
      }
    }
  }

  private void write(AuditRecord record) {
    try (SpoolingAuditWriter writer = open()) {
      writer.write(record).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new InstallationException(
          "%s could not be put on record: %s".formatted(record.eventName(), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallationException("Interrupted.", e);
    }
  }

  /** Two operators may be at work: one waits for the other's command to be on record. */
  private SpoolingAuditWriter open() {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return new SpoolingAuditWriter(
            AuditWriterSettings.of(NAME, Optional.of(spool()), LocalSettings.STANDARD_PARTITIONS),
            producers,
            clock);
      } catch (UncheckedIOException e) {
        if (System.nanoTime() > until) {
          throw new InstallationException(
              "Nothing can be put on record: %s.".formatted(e.getMessage()), e);
        }
        Pause.brief();
      }
    }
  }

  private Path spool() {
    return data.auditSpool(NAME);
  }
}
