package org.postroom.directory.authentication.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.postroom.audit.AuditRecordBuilder;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.json.Json;
import org.postroom.directory.authentication.application.Authentication;
import org.postroom.directory.authentication.application.Verdict;
import org.postroom.kit.audit.AuditedAnswers;
import org.postroom.kit.mailserver.MailServerCalls;
import org.postroom.kit.query.InternalAnswers;

/**
 * {@code POST /mail/authenticate}: whether an address and a password belong together. Both answers
 * are 200, so that a mail server cannot take a refusal of its own credential (401), a limit (429)
 * or an outage (503) for a wrong password.
 */
@Singleton
class AuthenticationEndpoint {
  private static final int MAX_BODY = 16 * 1024;
  private static final String CALL = "authenticate";

  private final Authentication authentication;
  private final AuditedAnswers audit;
  private final MeterRegistry metrics;

  AuthenticationEndpoint(
      Authentication authentication, AuditedAnswers audit, MeterRegistry metrics) {
    this.authentication = authentication;
    this.audit = audit;
    this.metrics = metrics;
  }

  void register(@Observes Router router) {
    router.post("/mail/authenticate").handler(this::serve);
  }

  private void serve(RoutingContext http) {
    MailServerCalls.read(
        http, MAX_BODY, AuthenticationRequest.class, request -> attempt(http, request));
  }

  private void attempt(RoutingContext http, AuthenticationRequest request) {
    if (!request.isComplete()) {
      InternalAnswers.error(http, ErrorCode.SERIALIZATION, "Address and Password are required.");
      return;
    }
    Context own = Vertx.currentContext();
    authentication
        .attempt(request.address(), request.password(), request.source())
        .emitOn(task -> own.runOnContext(ignored -> task.run()))
        .subscribe()
        .with(
            verdict -> {
              count(verdict.kind().name().toLowerCase(Locale.ROOT));
              answer(http, request, verdict);
            },
            failure -> {
              count("failed");
              MailServerCalls.failed(http, CALL, failure);
            });
  }

  /** Who is refused leaves a trace, by where it comes from: what it typed may be a password. */
  private void answer(RoutingContext http, AuthenticationRequest request, Verdict verdict) {
    if (verdict.kind() == Verdict.Kind.RIGHT || verdict.kind() == Verdict.Kind.BUSY) {
      answer(http, verdict);
      return;
    }
    AuditRecordBuilder record =
        audit
            .ofMailServer(http, "Authenticate")
            .from(request.source(), null)
            .refused(ErrorCode.ACCESS_DENIED, "The log-in was refused.")
            .additional("outcome", verdict.kind().name());
    audit.sample(http, String.valueOf(request.source()), record, () -> answer(http, verdict));
  }

  private static void answer(RoutingContext http, Verdict verdict) {
    switch (verdict.kind()) {
      case RIGHT ->
          InternalAnswers.json(http, Json.write(AuthenticationAnswer.right(verdict.user())));
      case WRONG -> InternalAnswers.json(http, Json.write(AuthenticationAnswer.wrong()));
      case LIMITED_BY_ADDRESS, LIMITED_BY_SOURCE ->
          MailServerCalls.tooMany(http, verdict.retryAfter().toSeconds() + 1);
      case BUSY -> MailServerCalls.unavailable(http);
    }
  }

  private void count(String outcome) {
    metrics.counter("postroom.authentications", "outcome", outcome).increment();
  }
}
