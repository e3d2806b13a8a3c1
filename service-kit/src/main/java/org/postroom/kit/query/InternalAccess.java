package org.postroom.kit.query;

import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.transport.ServiceCredential;

/**
 * The door of a service: everything but health and metrics wants a credential: that of {@link
 * GuardedPaths} below their prefix, the service credential elsewhere. It is closed by default, so
 * that no spelling of an internal path slips past it.
 */
@Singleton
class InternalAccess {
  private static final String OPEN_PREFIX = "/q/";
  private static final int BEFORE_EVERYTHING = 10_000;
  private static final int UNAUTHORIZED = 401;

  private final ServiceCredential credential;
  private final List<GuardedPaths> guarded;

  InternalAccess(ServiceCredential credential, @All List<GuardedPaths> guarded) {
    this.credential = credential;
    this.guarded = guarded;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_EVERYTHING);
  }

  private void check(RoutingContext http) {
    String path = http.normalizedPath();
    if (path.startsWith(OPEN_PREFIX)
        || isOpenTo(http.request().getHeader(HttpHeaders.AUTHORIZATION), path)) {
      http.next();
    } else {
      http.response()
          .setStatusCode(UNAUTHORIZED)
          .end("The service credential is missing or wrong.");
    }
  }

  private boolean isOpenTo(String authorization, String path) {
    for (GuardedPaths paths : guarded) {
      if (path.startsWith(paths.prefix())) {
        return paths.areOpenTo(authorization);
      }
    }
    return credential.isShownBy(authorization);
  }
}
