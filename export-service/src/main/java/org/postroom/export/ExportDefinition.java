package org.postroom.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import org.postroom.contract.export.event.ExportEvents;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.directory.DirectoryEntities;
import org.postroom.kit.directory.DirectoryEntitiesView;

/** What makes the kit the export service. */
@ApplicationScoped
class ExportDefinition {

  @Produces
  @Singleton
  ServiceDefinition definition() {
    return new ServiceDefinition(
        BoundedContext.EXPORT, ExportEvents.CATALOGUE, Set.of(BoundedContext.DIRECTORY));
  }

  @Produces
  @Singleton
  DirectoryEntities directoryEntities() {
    return DirectoryEntities.inTables();
  }

  @Produces
  @Singleton
  DirectoryEntitiesView directoryView(DirectoryEntities entities) {
    return new DirectoryEntitiesView(entities);
  }
}
