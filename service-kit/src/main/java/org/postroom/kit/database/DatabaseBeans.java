package org.postroom.kit.database;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes the database's parts out of the configuration. */
@ApplicationScoped
class DatabaseBeans {

  @Produces
  @Singleton
  Database database(Vertx vertx, Instance<Mutiny.SessionFactory> factory, KitConfig config) {
    return new Database(vertx, factory::get, config.database().transactionBound());
  }

  @Produces
  @Singleton
  DatabaseLogin login(KitConfig config) {
    return new DatabaseLogin(config.database().passwordFile(), config.database().trustFile());
  }

  @Produces
  @Singleton
  DatabaseMigration migration(
      @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") String password,
      DatabaseLogin login) {
    return new DatabaseMigration(url, user, password, login);
  }

  void start(@Observes StartupEvent event, DatabaseMigration migration) {
    migration.start();
  }

  void stop(@Observes ShutdownEvent event, DatabaseMigration migration) {
    migration.close();
  }
}
