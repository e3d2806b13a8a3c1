package org.postroom.policy;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.postroom.kit.directory.DirectoryEntities;
import org.postroom.kit.directory.DirectoryEntitiesView;

/** Makes what the parts of the service need and none of them owns. */
final class PolicyBeans {
  private PolicyBeans() {}

  @Produces
  @Singleton
  @DefaultBean
  static SecureRandom random() {
    return new SecureRandom();
  }

  @Produces
  @Singleton
  static DirectoryEntities directoryEntities() {
    return DirectoryEntities.inTables();
  }

  @Produces
  @Singleton
  static DirectoryEntitiesView directoryView(DirectoryEntities entities) {
    return new DirectoryEntitiesView(entities);
  }
}
