package org.postroom.maildomain.dkim.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.database.Database;
import org.postroom.kit.thread.DaemonThreads;
import org.postroom.maildomain.MailDomainConfig;
import org.postroom.maildomain.dkim.application.KeyRings.Awaiting;
import org.postroom.maildomain.dkim.model.KeyRecords;
import org.postroom.maildomain.dkim.model.KeyRing;
import org.postroom.maildomain.verification.application.TextRecords;
import org.postroom.maildomain.verification.model.DkimText;

/**
 * Looks in DNS for the next keys of the rotations that are under way in the partitions of this
 * process, again and again until each is found; a gauge says how many were not. It asks one
 * question after the other, which bounds how many a second there are however many domains rotate;
 * nothing is remembered, and a find that gets lost is made again.
 */
@Singleton
class NextKeyWatch {
  private static final Logger LOG = Logger.getLogger(NextKeyWatch.class);
  private static final int A_PAGE = 100;

  private final KeyRings rings;
  private final TextRecords dns;
  private final CommandPath path;
  private final Database database;
  private final InternalCommandSender sender;
  private final Duration interval;
  private final AtomicInteger waiting;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("dkim-watch"));

  NextKeyWatch(
      KeyRings rings,
      TextRecords dns,
      CommandPath path,
      Database database,
      InternalCommandSender sender,
      MailDomainConfig config,
      MeterRegistry metrics) {
    this.rings = rings;
    this.dns = dns;
    this.path = path;
    this.database = database;
    this.sender = sender;
    this.interval = config.dkim().lookInterval();
    this.waiting = metrics.gauge("postroom.dkim.rotations.waiting", new AtomicInteger());
  }

  void start(@Observes StartupEvent event) {
    watch.scheduleWithFixedDelay(
        this::lookSafely, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    watch.shutdownNow();
  }

  private void lookSafely() {
    try {
      Set<Integer> partitions = path.state().runningPartitions();
      if (!partitions.isEmpty()) {
        look(partitions);
      }
    } catch (RuntimeException e) {
      // The next round finds the same rotations.
      LOG.warnf("The next DKIM keys could not be looked for; cause=%s", e);
    }
  }

  private void look(Set<Integer> partitions) {
    int unseen = 0;
    KeyRings.Place last = KeyRings.Place.FIRST;
    while (last != null && !Thread.currentThread().isInterrupted()) {
      KeyRings.Place after = last;
      List<Awaiting> page =
          database.await(
              database.read(session -> rings.awaitingNext(session, partitions, after, A_PAGE)));
      for (Awaiting awaiting : page) {
        if (isSeen(awaiting)) {
          tell(awaiting);
        } else {
          unseen++;
        }
      }
      last = page.size() < A_PAGE ? null : page.get(page.size() - 1).place();
    }
    waiting.set(unseen);
  }

  private boolean isSeen(Awaiting awaiting) {
    KeyRing ring = awaiting.place().ring();
    List<String> texts =
        dns.at(KeyRecords.hostname(ring.next().selector(), ring.domain())).orElse(List.of());
    // Which of several records a receiver takes is anybody's guess.
    return texts.size() == 1
        && DkimText.publicKey(texts.get(0)).filter(ring.next().publicKey()::equals).isPresent();
  }

  private void tell(Awaiting awaiting) {
    String registrationId = awaiting.place().registrationId();
    sender.send(
        List.of(
            NextKeySeen.TYPE.of(
                awaiting.place().organizationId(),
                // A selector may come back; the ring's version does not.
                "dkim/" + registrationId + "/seen/" + awaiting.version(),
                new NextKeySeen(registrationId, awaiting.place().ring().next().selector()))));
  }
}
