package org.postroom.policy.decision.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.postroom.audit.AuditRecordBuilder;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.json.Json;
import org.postroom.kit.audit.AuditedAnswers;
import org.postroom.kit.mailserver.MailServerCalls;
import org.postroom.kit.query.InternalAnswers;
import org.postroom.policy.decision.application.Answer;
import org.postroom.policy.decision.application.ImpersonationQuestion;
import org.postroom.policy.decision.application.MailAccess;
import org.postroom.policy.impersonation.application.Tokens;

/**
 * {@code POST /mail/access} and {@code POST /mail/impersonation}: whether somebody may get at a
 * mailbox. Yes and no are both 200, so that nothing else can be taken for a decision.
 */
@Singleton
class DecisionEndpoint {
  private static final int MAX_BODY = 16 * 1024;
  private static final String ACCESS = "access";
  private static final String IMPERSONATION = "impersonation";

  private final MailAccess decisions;
  private final Tokens tokens;
  private final AuditedAnswers audit;
  private final MeterRegistry metrics;

  DecisionEndpoint(
      MailAccess decisions, Tokens tokens, AuditedAnswers audit, MeterRegistry metrics) {
    this.audit = audit;
    this.decisions = decisions;
    this.tokens = tokens;
    this.metrics = metrics;
  }

  void register(@Observes Router router) {
    router.post("/mail/" + ACCESS).handler(this::access);
    router.post("/mail/" + IMPERSONATION).handler(this::impersonation);
  }

  private void access(RoutingContext http) {
    MailServerCalls.read(
        http,
        MAX_BODY,
        AccessCall.class,
        call -> ask(http, ACCESS, call::question, decisions::decide));
  }

  private void impersonation(RoutingContext http) {
    MailServerCalls.read(
        http,
        MAX_BODY,
        ImpersonationCall.class,
        call -> ask(http, IMPERSONATION, call::question, this::decide));
  }

  private Uni<Answer> decide(ImpersonationQuestion question) {
    return tokens.check(question.token()).chain(claims -> decide(claims, question));
  }

  private Uni<Answer> decide(Optional<Tokens.Claims> claims, ImpersonationQuestion question) {
    return claims.isEmpty()
        ? Uni.createFrom().item(Answer.tokenInvalid())
        : decisions.decide(claims.get(), question);
  }

  private <Q> void ask(
      RoutingContext http, String call, Supplier<Q> reading, Function<Q, Uni<Answer>> deciding) {
    Q question;
    try {
      question = reading.get();
    } catch (IllegalArgumentException e) {
      InternalAnswers.error(http, ErrorCode.SERIALIZATION, e.getMessage());
      return;
    }
    Context own = Vertx.currentContext();
    deciding
        .apply(question)
        .emitOn(task -> own.runOnContext(ignored -> task.run()))
        .subscribe()
        .with(answer -> answered(http, call, answer), failure -> failed(http, call, failure));
  }

  private void answered(RoutingContext http, String call, Answer answer) {
    String outcome =
        answer.ruling().isAllowed()
            ? "allowed"
            : answer.ruling().denial().name().toLowerCase(Locale.ROOT);
    count(call, outcome);
    if (call.equals(IMPERSONATION)) {
      onRecord(http, answer, outcome);
    } else {
      InternalAnswers.json(http, Json.write(Reply.of(answer)));
    }
  }

  /** Whoever gets at mailboxes in others' names leaves a trace. */
  private void onRecord(RoutingContext http, Answer answer, String outcome) {
    AuditRecordBuilder record =
        audit
            .ofMailServer(http, "DecideImpersonation")
            .parameter("organizationId", answer.organizationId())
            .parameter("impersonationRoleId", answer.roleId())
            .parameter("userId", answer.userId())
            .additional("outcome", outcome);
    Runnable reply = () -> InternalAnswers.json(http, Json.write(Reply.of(answer)));
    if (answer.roleId() == null) {
      // Whoever guesses tokens must not fill the stream.
      audit.sample(http, IMPERSONATION, record, reply);
    } else {
      audit.write(http, record, reply);
    }
  }

  private void failed(RoutingContext http, String call, Throwable failure) {
    count(call, "failed");
    if (failure instanceof OperationRejected) {
      MailServerCalls.unavailable(http);
    } else {
      MailServerCalls.failed(http, call, failure);
    }
  }

  private void count(String call, String outcome) {
    metrics.counter("postroom.mail.decisions", "call", call, "outcome", outcome).increment();
  }
}
