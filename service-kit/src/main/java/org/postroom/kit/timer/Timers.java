package org.postroom.kit.timer;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.database.Database;
import org.postroom.kit.thread.DaemonThreads;

/**
 * Ticks about once a second: asks where, of the command partitions that this process owns,
 * something is due, and what, and sends it. Nothing is remembered from one tick to the next; what
 * was lost is found again, and what is sent twice is the same command.
 */
@Singleton
class Timers {
  private static final Logger LOG = Logger.getLogger(Timers.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int AT_ONCE = 100;

  private final List<DueCommands> sources;
  private final CommandPath path;
  private final Database database;
  private final InternalCommandSender sender;
  private final Clock clock;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("timers"));

  Timers(
      @All List<DueCommands> sources,
      CommandPath path,
      Database database,
      InternalCommandSender sender,
      Clock clock) {
    this.sources = sources;
    this.path = path;
    this.database = database;
    this.sender = sender;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    ticker.scheduleWithFixedDelay(
        this::tickSafely, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    ticker.shutdownNow();
  }

  private void tickSafely() {
    try {
      tick(path.state().runningPartitions());
    } catch (RuntimeException e) {
      // The next tick finds the same work.
      LOG.warnf("Timed work could not be looked for: cause=%s", e);
    }
  }

  /** Sends what is due in these partitions. */
  void tick(Set<Integer> partitions) {
    if (partitions.isEmpty() || sources.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    List<InternalCommand<?>> due = new ArrayList<>();
    database.await(
        database.read(
            session -> {
              Uni<Void> all = Uni.createFrom().voidItem();
              for (DueCommands source : sources) {
                all =
                    all.chain(
                        () ->
                            source
                                .partitionsDue(session, partitions, now)
                                .chain(some -> due(source, session, some, now))
                                .invoke(due::addAll)
                                .replaceWithVoid());
              }
              return all;
            }));
    sender.send(due);
  }

  private static Uni<List<InternalCommand<?>>> due(
      DueCommands source, Mutiny.Session session, List<Integer> partitions, Instant now) {
    return Multi.createFrom()
        .iterable(partitions)
        .onItem()
        .transformToUniAndConcatenate(partition -> source.due(session, partition, now, AT_ONCE))
        .collect()
        .in(ArrayList::new, List::addAll);
  }
}
