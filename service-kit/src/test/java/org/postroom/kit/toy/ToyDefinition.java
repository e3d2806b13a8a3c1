package org.postroom.kit.toy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.command.OfferedOperations;

/** The toy context on which the kit is tested: it poses as the policy context. */
@ApplicationScoped
class ToyDefinition {
  @Produces
  @Singleton
  ServiceDefinition definition() {
    return new ServiceDefinition(
        BoundedContext.POLICY,
        ToyEvents.of(BoundedContext.POLICY),
        Set.of(BoundedContext.DIRECTORY));
  }

  @Produces
  @Singleton
  OfferedOperations operations() {
    return new OfferedOperations(ToyOperations.ALL);
  }
}
