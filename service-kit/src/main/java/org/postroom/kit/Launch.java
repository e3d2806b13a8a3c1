package org.postroom.kit;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.logging.LoggingSetupRecorder;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.postroom.kit.database.DatabaseLogin;
import org.postroom.kit.database.DatabaseMigration;

/**
 * Starts a service. With {@code postroom.migrate-only} it only brings the schema up to date and
 * ends, so that a rollout can do that before it replaces the first replica; then neither broker nor
 * secrets other than the database's are needed, and nothing listens.
 */
@QuarkusMain
public final class Launch {
  private static final Logger LOG = Logger.getLogger(Launch.class);

  private Launch() {}

  /** Runs until it is told to end. */
  public static void main(String... args) {
    Config config = ConfigProvider.getConfig();
    if (config.getOptionalValue("postroom.migrate-only", Boolean.class).orElse(false)) {
      System.exit(migrate(config));
    }
    Quarkus.run(args);
  }

  private static int migrate(Config config) {
    // Quarkus sets logging up when it starts, which it does not do here, or when it could not.
    LoggingSetupRecorder.handleFailedStart();
    try (DatabaseMigration migration =
        new DatabaseMigration(
            config.getValue("quarkus.datasource.reactive.url", String.class),
            config.getValue("quarkus.datasource.username", String.class),
            config.getValue("quarkus.datasource.password", String.class),
            new DatabaseLogin(
                config.getOptionalValue("postroom.database.password-file", Path.class),
                config.getOptionalValue("postroom.database.trust-file", Path.class)))) {
      migration.run();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("The database schema cannot be brought up to date", e);
    }
    return 1;
  }
}
