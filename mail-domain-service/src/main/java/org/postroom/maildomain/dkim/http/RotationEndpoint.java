package org.postroom.maildomain.dkim.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.audit.AuditedAnswers;
import org.postroom.kit.mailserver.MailServerCalls;
import org.postroom.kit.query.InternalAnswers;
import org.postroom.maildomain.dkim.application.Rotations;

/**
 * {@code POST /internal/dkim/rotations}: replace the key of a domain. 202 when the rotation is on
 * its way; until it has begun, which takes a moment, it may be asked for again without harm.
 */
@Singleton
class RotationEndpoint {
  private static final Logger LOG = Logger.getLogger(RotationEndpoint.class);
  private static final int MAX_BODY = 4 * 1024;
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final Rotations rotations;
  private final AuditedAnswers audit;

  RotationEndpoint(Rotations rotations, AuditedAnswers audit) {
    this.rotations = rotations;
    this.audit = audit;
  }

  void register(@Observes Router router) {
    router.post("/internal/dkim/rotations").handler(this::serve);
  }

  private void serve(RoutingContext http) {
    MailServerCalls.read(http, MAX_BODY, RotationRequest.class, request -> rotate(http, request));
  }

  private void rotate(RoutingContext http, RotationRequest request) {
    if (!request.isComplete()) {
      InternalAnswers.error(
          http, ErrorCode.SERIALIZATION, "OrganizationId and DomainName are required.");
      return;
    }
    Context own = Vertx.currentContext();
    rotations
        .request(request.organizationId(), request.domainName())
        .emitOn(task -> own.runOnContext(ignored -> task.run()))
        .subscribe()
        .with(
            answer ->
                audit.write(
                    http,
                    audit
                        .ofOperator(http, "RotateDkimKey")
                        .parameter("organizationId", request.organizationId())
                        .parameter("domainName", request.domainName())
                        .additional("outcome", answer.name()),
                    () -> answer(http, answer)),
            failure -> {
              LOG.warnf("A rotation could not be asked for; cause=%s", failure);
              InternalAnswers.error(
                  http, ErrorCode.SERVICE_UNAVAILABLE, "The service is temporarily unavailable.");
            });
  }

  private static void answer(RoutingContext http, Rotations.Answer answer) {
    switch (answer) {
      case ASKED -> http.response().setStatusCode(ACCEPTED).end();
      case UNKNOWN ->
          http.response()
              .setStatusCode(NOT_FOUND)
              .end("The organization has no such domain with a key of its own.");
      case UNVERIFIED ->
          http.response()
              .setStatusCode(CONFLICT)
              .end("The domain's present key has not been found in DNS; publish that first.");
    }
  }
}
