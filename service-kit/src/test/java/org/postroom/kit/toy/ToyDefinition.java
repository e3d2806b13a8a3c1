package org.postroom.kit.toy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.ServiceDefinition;

/** The toy context on which the kit is tested: it poses as the policy context. */
@ApplicationScoped
class ToyDefinition {
  @Produces
  @Singleton
  ServiceDefinition definition() {
    return new ServiceDefinition(
        BoundedContext.POLICY,
        new EventCatalogue(BoundedContext.POLICY, List.of()),
        Set.of(BoundedContext.DIRECTORY));
  }
}
