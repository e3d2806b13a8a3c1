package org.postroom.kit.view;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.KitConfig;
import org.postroom.kit.query.ServiceCredential;

/** Makes the parts of views out of the configuration. */
@ApplicationScoped
class ViewBeans {

  @Produces
  @Singleton
  OwnerPositions owners(Vertx vertx, KitConfig config, ServiceCredential credential) {
    return new HttpOwnerPositions(vertx, config.peers(), credential);
  }

  @Produces
  @Singleton
  CatchUp catchUp(
      ServiceDefinition service, OwnerPositions owners, Database database, KitConfig config) {
    return new CatchUp(
        service.context(),
        service.views(),
        owners,
        new ViewProgress(database, config.topics().partitions()),
        config.views().catchUpBound());
  }
}
