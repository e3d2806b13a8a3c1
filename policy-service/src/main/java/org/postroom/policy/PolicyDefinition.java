package org.postroom.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.ServiceDefinition;

/**
 * The policy context. It has no behaviour of its own yet; it knows the directory's organizations.
 */
@ApplicationScoped
class PolicyDefinition {

  @Produces
  @Singleton
  ServiceDefinition definition() {
    return new ServiceDefinition(
        BoundedContext.POLICY,
        new EventCatalogue(BoundedContext.POLICY, List.of()),
        Set.of(BoundedContext.DIRECTORY));
  }
}
