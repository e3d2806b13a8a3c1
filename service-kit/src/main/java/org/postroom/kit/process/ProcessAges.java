package org.postroom.kit.process;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postroom.kit.database.Database;
import org.postroom.kit.thread.DaemonThreads;

/**
 * Measures for how long the oldest process of each kind has been under way, in the whole context:
 * every replica tells the same. What is asked costs the same however many there are.
 */
@Singleton
class ProcessAges {
  private static final Logger LOG = Logger.getLogger(ProcessAges.class);
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final double MILLIS = 1_000.0;

  private final ProcessDefinitions definitions;
  private final Database database;
  private final Clock clock;
  private final Map<String, Instant> oldest = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("process-ages"));

  ProcessAges(ProcessDefinitions definitions, Database database, Clock clock) {
    this.definitions = definitions;
    this.database = database;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event, MeterRegistry meters) {
    for (String kind : definitions.kinds()) {
      Gauge.builder("postroom.process.age.seconds", () -> age(kind))
          .description("For how long the oldest process that is not over has been under way")
          .tag("kind", kind)
          .register(meters);
    }
    if (!definitions.kinds().isEmpty()) {
      looking.scheduleWithFixedDelay(
          this::lookSafely, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    looking.shutdownNow();
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.debugf("Open processes could not be looked for; cause=%s", e);
    }
  }

  /** Finds the oldest of each kind; one look at a time, or an older one could be the last word. */
  synchronized void look() {
    for (String kind : definitions.kinds()) {
      Optional<Instant> started =
          database.await(database.read(session -> ProcessRows.oldestOpen(session, kind)));
      if (started.isPresent()) {
        oldest.put(kind, started.get());
      } else {
        oldest.remove(kind);
      }
    }
  }

  /** In seconds; 0 when none is under way. */
  double age(String kind) {
    Instant started = oldest.get(kind);
    return started == null
        ? 0
        : Math.max(0, Duration.between(started, clock.instant()).toMillis() / MILLIS);
  }
}
