package org.postroom.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.ServiceDefinition;

/**
 * The export context. It has no behaviour of its own yet; it knows the directory's organizations.
 */
@ApplicationScoped
class ExportDefinition {

  @Produces
  @Singleton
  ServiceDefinition definition() {
    return new ServiceDefinition(
        BoundedContext.EXPORT,
        new EventCatalogue(BoundedContext.EXPORT, List.of()),
        Set.of(BoundedContext.DIRECTORY));
  }
}
