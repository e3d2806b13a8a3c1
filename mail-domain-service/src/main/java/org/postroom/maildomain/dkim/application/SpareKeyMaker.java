package org.postroom.maildomain.dkim.application;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.database.Database;
import org.postroom.kit.thread.DaemonThreads;
import org.postroom.maildomain.MailDomainConfig;
import org.postroom.maildomain.dkim.model.RsaKeyPair;

/**
 * Keeps a stock of keys, so that whoever registers a domain finds its key in the first answer of
 * GetMailDomain.
 *
 * <p>Making a key takes a tenth of a second of a processor, and now and then a whole one. A handler
 * must not do it: it would hold its lane's transaction, and everybody behind it, for as long. Nor
 * can it wait for a pool of threads, which is the same wait. So keys are made ahead, one after the
 * other on a single thread, whatever is asked of the service, and kept, sealed, in a table, where a
 * handler takes them within its transaction. A stock in memory would have to be made anew at each
 * start, when the processor has other things to do. When there are more registrations than keys,
 * the rest get theirs from the timer as fast as they are made; nothing else waits.
 *
 * <p>The stock is no state of an organization, and nobody decides on it: that is why it is filled
 * beside the commands, in transactions of its own. Several instances may overfill it by a key each.
 */
@Singleton
class SpareKeyMaker {
  private static final Logger LOG = Logger.getLogger(SpareKeyMaker.class);
  private static final long PAUSE_MS = 1_000;

  private final CommandPath path;
  private final Database database;
  private final SpareKeys keys;
  private final KeySealing sealing;
  private final Clock clock;
  private final int stock;
  private final SecureRandom random = new SecureRandom();
  private final ScheduledExecutorService maker =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("dkim-keys"));

  SpareKeyMaker(
      CommandPath path,
      Database database,
      SpareKeys keys,
      KeySealing sealing,
      Clock clock,
      MailDomainConfig config) {
    this.path = path;
    this.database = database;
    this.keys = keys;
    this.sealing = sealing;
    this.clock = clock;
    this.stock = config.dkim().spareKeys();
    if (stock < 1) {
      throw new IllegalArgumentException(
          "postroom.mail-domain.dkim.spare-keys must be at least 1, or no domain gets a key");
    }
  }

  void start(@Observes StartupEvent event) {
    maker.scheduleWithFixedDelay(this::fillSafely, PAUSE_MS, PAUSE_MS, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    maker.shutdownNow();
  }

  private void fillSafely() {
    try {
      // Whoever owns no partition takes no keys, nor is the database known to be migrated.
      while (!Thread.currentThread().isInterrupted()
          && !path.state().runningPartitions().isEmpty()
          && database.await(database.read(keys::count)) < stock) {
        RsaKeyPair pair = RsaKeyPair.generate(random);
        SpareKeys.SpareKey spare = sealing.spare(UUID.randomUUID().toString(), pair);
        database.await(database.transaction(session -> keys.add(session, spare, clock.instant())));
      }
    } catch (RuntimeException e) {
      // The database is away; the next round finds the same work.
      LOG.debugf(e, "The stock of DKIM keys could not be filled");
    }
  }
}
