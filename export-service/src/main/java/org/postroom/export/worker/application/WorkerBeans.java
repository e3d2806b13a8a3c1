package org.postroom.export.worker.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.postroom.export.ExportConfig;
import org.postroom.export.run.MailboxExports;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.DatabaseMigration;

/** Makes the replica's workers out of the configuration; they work while the process does. */
@ApplicationScoped
class WorkerBeans {
  private static final int BEFORE_THE_KIT = 1;

  @Produces
  @Singleton
  ExportWorkers workers(
      ExportConfig config,
      Leases leases,
      MailboxExports exports,
      Database database,
      InternalCommandSender sender,
      MeterRegistry meters) {
    WorkerSettings settings = WorkerSettings.of(config.workers(), config.lease());
    String owner = ProcessHandle.current().pid() + "/" + UUID.randomUUID();
    LeaseHolder holder = new LeaseHolder(owner, settings.lease(), leases, database, sender);
    ExportWorkers workers = new ExportWorkers(holder, exports, settings);
    meters.gauge("postroom.exports.running", workers, ExportWorkers::busy);
    return workers;
  }

  void start(@Observes StartupEvent event, ExportWorkers workers, DatabaseMigration migration) {
    migration.done().thenRun(workers::start);
  }

  /** Before the kit lets go of database and broker. */
  void stop(@Observes @Priority(BEFORE_THE_KIT) ShutdownEvent event, ExportWorkers workers) {
    workers.close();
  }
}
