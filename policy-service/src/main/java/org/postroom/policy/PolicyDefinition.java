package org.postroom.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.policy.event.PolicyEvents;
import org.postroom.kit.ServiceDefinition;

/** What makes the kit the policy service. */
@ApplicationScoped
class PolicyDefinition {

  @Produces
  @Singleton
  ServiceDefinition definition() {
    return new ServiceDefinition(
        BoundedContext.POLICY, PolicyEvents.CATALOGUE, Set.of(BoundedContext.DIRECTORY));
  }
}
