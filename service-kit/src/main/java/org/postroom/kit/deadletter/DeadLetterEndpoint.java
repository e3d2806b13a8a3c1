package org.postroom.kit.deadletter;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.json.Json;
import org.postroom.kit.audit.AuditedAnswers;
import org.postroom.kit.database.Database;
import org.postroom.kit.outbox.Publisher;
import org.postroom.kit.query.InternalAnswers;

/**
 * {@code GET /internal/dead-letters} lists the open dead letters, {@code POST
 * /internal/dead-letters/<command id>/replay} replays one.
 */
@Singleton
class DeadLetterEndpoint {
  private static final Logger LOG = Logger.getLogger(DeadLetterEndpoint.class);
  private static final byte[] DONE = {'{', '}'};

  private final DeadLetters letters;
  private final AuditedAnswers audit;

  DeadLetterEndpoint(Database database, Publisher publisher, AuditedAnswers audit) {
    this.letters = new DeadLetters(database, publisher);
    this.audit = audit;
  }

  void register(@Observes Router router) {
    router.get("/internal/dead-letters").handler(this::list);
    router.post("/internal/dead-letters/:id/replay").handler(this::replay);
  }

  private void list(RoutingContext http) {
    letters
        .open()
        .subscribe()
        .with(
            open -> InternalAnswers.json(http, Json.write(new Open(open))),
            failure -> failed(http, failure));
  }

  private void replay(RoutingContext http) {
    letters
        .replay(http.pathParam("id"))
        .subscribe()
        .with(
            ignored -> http.vertx().runOnContext(x -> replayed(http)),
            failure -> http.vertx().runOnContext(x -> failed(http, failure)));
  }

  private void replayed(RoutingContext http) {
    audit.write(
        http,
        audit.ofOperator(http, "ReplayDeadLetter").parameter("commandId", http.pathParam("id")),
        () -> InternalAnswers.json(http, DONE));
  }

  private static void failed(RoutingContext http, Throwable failure) {
    if (failure instanceof OperationRejected refusal) {
      InternalAnswers.error(http, refusal.code(), refusal.getMessage());
      return;
    }
    LOG.warnf("Dead letters could not be reached; cause=%s", failure);
    InternalAnswers.error(
        http, ErrorCode.SERVICE_UNAVAILABLE, "The service is temporarily unavailable.");
  }

  /** The list as JSON. */
  record Open(List<DeadLetters.Letter> deadLetters) {}
}
