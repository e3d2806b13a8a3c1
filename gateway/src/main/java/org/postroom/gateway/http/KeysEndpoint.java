package org.postroom.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.json.Json;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;

/** {@code GET /internal/keys}: which sealing keys this gateway knows, for who exchanges them. */
@Singleton
class KeysEndpoint {
  private final SecretSealer sealer;

  KeysEndpoint(SecretSealer sealer) {
    this.sealer = sealer;
  }

  void route(@Observes Router router) {
    router.get("/internal/keys").handler(this::tell);
  }

  private void tell(RoutingContext http) {
    SealingKeys keys = sealer.keys();
    Facts facts = new Facts(keys.currentId(), keys.ids().stream().sorted().toList());
    // Nobody else reads the request, and unread it would hold its connection.
    http.request().resume();
    http.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Buffer.buffer(Json.write(facts)));
  }

  /** What there is to know about the keys here. */
  record Facts(String current, List<String> known) {}
}
