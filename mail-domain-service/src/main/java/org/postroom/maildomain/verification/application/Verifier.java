package org.postroom.maildomain.verification.application;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.KitConfig;
import org.postroom.kit.thread.DaemonThreads;
import org.postroom.maildomain.MailDomainConfig;
import org.postroom.maildomain.domain.application.DkimKeys;
import org.postroom.maildomain.domain.model.ExpectedDkimKey;
import org.postroom.maildomain.domain.model.VouchedDomains;
import org.postroom.maildomain.verification.model.Finding;

/**
 * Looks due domains up. It ticks about once a second: for the command partitions that this process
 * owns it reads what is due, has a few threads of its own ask DNS, and sends each result as an
 * internal command. No transaction and no lane waits for DNS; nothing but the table remembers, so a
 * restart or another owner goes on where this one ended, and a look-up made twice is decided once.
 */
@Singleton
class Verifier {
  private static final Logger LOG = Logger.getLogger(Verifier.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration TO_DECIDE = Duration.ofSeconds(5);

  private final DomainChecks checks;
  private final DkimKeys keys;
  private final VouchedDomains vouched;
  private final TextRecords dns;
  private final CommandPath path;
  private final Database database;
  private final InternalCommandSender sender;
  private final Clock clock;
  private final int partitions;
  private final int perSecond;
  private final int concurrency;
  private final Pace pace = new Pace(System::nanoTime);
  private final Claims claims = new Claims(System::nanoTime, TO_DECIDE);
  private ScheduledExecutorService ticker;
  private ExecutorService threads;

  private record Task(DomainChecks.Due due, List<ExpectedDkimKey> keys) {}

  Verifier(
      DomainChecks checks,
      DkimKeys keys,
      VouchedDomains vouched,
      TextRecords dns,
      CommandPath path,
      Database database,
      InternalCommandSender sender,
      Clock clock,
      KitConfig kit,
      MailDomainConfig config) {
    this.checks = checks;
    this.keys = keys;
    this.vouched = vouched;
    this.dns = dns;
    this.path = path;
    this.database = database;
    this.sender = sender;
    this.clock = clock;
    this.partitions = kit.topics().partitions();
    this.perSecond = config.verification().lookUpsPerSecond();
    this.concurrency = config.verification().concurrency();
  }

  void start(@Observes StartupEvent event) {
    threads = Executors.newFixedThreadPool(concurrency, DaemonThreads.numbered("look-up"));
    ticker = Executors.newSingleThreadScheduledExecutor(DaemonThreads.numbered("verifier"));
    ticker.scheduleWithFixedDelay(
        this::tickSafely, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    ticker.shutdownNow();
    threads.shutdownNow();
  }

  private void tickSafely() {
    try {
      tick(path.state().runningPartitions());
    } catch (RuntimeException e) {
      // The next tick finds the same domains.
      LOG.warnf("Domains that are due could not be looked up: cause=%s", e);
    }
  }

  private void tick(Set<Integer> owned) {
    claims.prune();
    // One second's worth at most waits for its turn, and no domain costs less than one question.
    int room = Math.max(perSecond, concurrency) - claims.underWay();
    if (owned.isEmpty() || room <= 0) {
      return;
    }
    pace.set((double) perSecond * owned.size() / partitions);
    for (Task task : database.await(database.read(session -> due(session, owned, room)))) {
      claims.take(task.due());
      threads.execute(() -> lookUpSafely(task));
    }
  }

  private Uni<List<Task>> due(Mutiny.Session session, Set<Integer> owned, int room) {
    return checks
        .due(session, owned, clock.instant(), claims.size() + room)
        .chain(
            due -> {
              List<Task> tasks = new ArrayList<>();
              Uni<Void> all = Uni.createFrom().voidItem();
              for (DomainChecks.Due next : free(due, room)) {
                all =
                    all.chain(
                            () ->
                                keys.expected(session, next.organizationId(), next.registration()))
                        .invoke(expected -> tasks.add(new Task(next, expected)))
                        .replaceWithVoid();
              }
              return all.replaceWith(tasks);
            });
  }

  private List<DomainChecks.Due> free(List<DomainChecks.Due> due, int room) {
    return due.stream().filter(claims::isFree).limit(room).toList();
  }

  private void lookUpSafely(Task task) {
    try {
      sender.send(List.of(lookUp(task).command(task.due().organizationId())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warnf(
          "A domain could not be looked up: domain=%s cause=%s",
          task.due().registration().name(), e);
    } finally {
      claims.sent(task.due());
    }
  }

  private RecordLookUp lookUp(Task task) throws InterruptedException {
    DomainChecks.Due due = task.due();
    String id = due.registration().registrationId();
    if (vouched.contain(due.registration().name())) {
      return new RecordLookUp(id, due.attempt(), Finding.FOUND, Finding.FOUND);
    }
    // Before the questions, so that no thread holds a domain half looked up.
    for (int question = 0; question <= task.keys().size(); question++) {
      pace.await();
    }
    LookUp lookUp = new LookUp(dns);
    Finding ownership = lookUp.ownership(due.organizationId(), due.registration().name());
    // Who does not answer once is not asked again: it would keep the thread from others.
    Finding dkim = ownership == Finding.UNKNOWN ? ownership : lookUp.dkim(task.keys());
    return new RecordLookUp(id, due.attempt(), ownership, dkim);
  }
}
