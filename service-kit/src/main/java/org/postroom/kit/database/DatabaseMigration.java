package org.postroom.kit.database;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Brings the schema up to date, on a thread of its own and as often as it takes: an absent
 * PostgreSQL makes a service unready, never dead.
 */
public final class DatabaseMigration implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(DatabaseMigration.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final String jdbcUrl;
  private final String user;
  private final String password;
  private final DatabaseLogin login;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private volatile Thread thread;

  /**
   * @param reactiveUrl the URL of the reactive data source, {@code postgresql://host:port/database}
   */
  public DatabaseMigration(String reactiveUrl, String user, String password, DatabaseLogin login) {
    this.jdbcUrl = jdbcUrl(reactiveUrl);
    this.user = user;
    this.password = password;
    this.login = login;
  }

  static String jdbcUrl(String reactiveUrl) {
    String url =
        reactiveUrl.startsWith("vertx-reactive:")
            ? reactiveUrl.substring("vertx-reactive:".length())
            : reactiveUrl;
    return "jdbc:" + url.replaceFirst("^postgres(ql)?://", "postgresql://");
  }

  /** Begins; later calls do nothing. */
  public synchronized void start() {
    if (thread == null) {
      thread = new Thread(this::migrate, "schema-migration");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Completes when the schema is the one this version needs. */
  public CompletionStage<Void> done() {
    return done;
  }

  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /**
   * Brings the schema up to date on the calling thread. While PostgreSQL is away, or does not know
   * the role or the database yet, it is tried again.
   *
   * @throws RuntimeException when a migration fails with PostgreSQL answering; what it began is
   *     rolled back
   */
  public void run() throws InterruptedException {
    applyUntilDone(Infrastructure::isToBlame);
  }

  private void migrate() {
    try {
      applyUntilDone(failure -> true);
      done.complete(null);
    } catch (InterruptedException e) {
      LOG.debug("The service ends before its schema is up to date");
    }
  }

  private void applyUntilDone(Predicate<Throwable> isToBeTriedAgain) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        apply();
        return;
      } catch (RuntimeException e) {
        if (!isToBeTriedAgain.test(e)) {
          throw e;
        }
        LOG.warnf("The database schema cannot be brought up to date yet; cause=%s", e.getMessage());
      }
      Thread.sleep(pause.toMillis());
      pause = longer(pause);
    }
  }

  private void apply() {
    int applied =
        Flyway.configure(Thread.currentThread().getContextClassLoader())
            .dataSource(login.applied(jdbcUrl), user, login.password(password))
            .locations("classpath:db/kit", "classpath:db/migration")
            .failOnMissingLocations(false)
            // The kit's next migration has a lower number than those a service already ran.
            .outOfOrder(true)
            // For the same reason, what a newer version has applied may look like a gap to this
            // one, which must be able to start again while a rollout goes on or is taken back.
            .ignoreMigrationPatterns("*:missing", "*:future")
            .load()
            .migrate()
            .migrationsExecuted;
    LOG.infof("The database schema is up to date; migrations=%d", applied);
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }
}
