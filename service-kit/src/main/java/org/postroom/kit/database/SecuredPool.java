package org.postroom.kit.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes every connection with the password and the authorities that count when it is made. */
@Singleton
class SecuredPool implements PgPoolCreator {
  private final DatabaseLogin login;

  SecuredPool(DatabaseLogin login) {
    this.login = login;
  }

  @Override
  public Pool create(Input input) {
    List<PgConnectOptions> servers = input.pgConnectOptionsList();
    AtomicInteger turn = new AtomicInteger();
    return PgBuilder.pool()
        .with(input.poolOptions())
        .connectingTo(
            () ->
                Future.succeededFuture(
                    login.applied(
                        servers.get(Math.floorMod(turn.getAndIncrement(), servers.size())))))
        .using(input.vertx())
        .build();
  }
}
