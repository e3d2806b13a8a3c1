package org.postroom.kit.health;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.DatabaseMigration;
import org.postroom.kit.database.Sql;

/**
 * Runs the way to the database a few hundred times before the service reports ready: a JVM that has
 * just started is an order of magnitude slower. Waits for the schema, retries as long as it takes.
 */
@Singleton
class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class);
  private static final int ROUNDS = 300;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Database database;
  private final DatabaseMigration migration;
  private volatile boolean done;

  WarmUp(Database database, DatabaseMigration migration) {
    this.database = database;
    this.migration = migration;
  }

  void start(@Observes StartupEvent event) {
    Uni.createFrom()
        .completionStage(migration.done())
        .chain(() -> rounds(ROUNDS))
        .onFailure()
        .retry()
        .withBackOff(RETRY, RETRY)
        .indefinitely()
        .subscribe()
        .with(
            ignored -> {
              done = true;
              LOG.debug("The way to the database is warm");
            },
            failure -> LOG.error("Warming up ended", failure));
  }

  /** Whether the service may take work. */
  boolean isDone() {
    return done;
  }

  private Uni<Void> rounds(int left) {
    return left == 0
        ? Uni.createFrom().voidItem()
        : database
            .read(session -> Sql.of(session).rows("select epoch from service_epoch"))
            .chain(() -> rounds(left - 1));
  }
}
