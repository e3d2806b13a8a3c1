package org.postroom.directory;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.ServiceDefinition;

/** Makes the directory service out of the kit. */
final class DirectoryDefinition {
  private DirectoryDefinition() {}

  @Produces
  @Singleton
  static ServiceDefinition definition() {
    return new ServiceDefinition(
        BoundedContext.DIRECTORY,
        DirectoryEvents.CATALOGUE,
        Set.of(BoundedContext.MAIL_DOMAIN, BoundedContext.POLICY, BoundedContext.EXPORT));
  }
}
