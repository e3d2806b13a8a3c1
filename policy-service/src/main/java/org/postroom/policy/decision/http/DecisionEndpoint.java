package org.postroom.policy.decision.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.postroom.audit.AuditRecordBuilder;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.json.Json;
import org.postroom.kit.audit.AuditedAnswers;
import org.postroom.kit.mailserver.MailServerCalls;
import org.postroom.kit.query.InternalAnswers;
import org.postroom.policy.decision.application.AccessQuestion;
import org.postroom.policy.decision.application.Answer;
import org.postroom.policy.decision.application.ImpersonationQuestion;
import org.postroom.policy.decision.application.MailAccess;
import org.postroom.policy.decision.model.Denial;
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
  private static final Set<Denial> BY_RULE =
      EnumSet.of(Denial.ACCESS_CONTROL_RULES, Denial.DEVICE_OVERRIDE, Denial.DEVICE_RULES);

  /** Puts an answer on record as far as it matters, and then gives it. */
  @FunctionalInterface
  private interface Answering<Q> {
    void answer(RoutingContext http, Q question, Answer answer, String outcome);
  }

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
        call -> ask(http, ACCESS, call::question, decisions::decide, this::accessAnswered));
  }

  private void impersonation(RoutingContext http) {
    MailServerCalls.read(
        http,
        MAX_BODY,
        ImpersonationCall.class,
        call ->
            ask(http, IMPERSONATION, call::question, this::decide, this::impersonationAnswered));
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
      RoutingContext http,
      String call,
      Supplier<Q> reading,
      Function<Q, Uni<Answer>> deciding,
      Answering<Q> answering) {
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
        .with(
            answer -> {
              String outcome = outcome(answer);
              count(call, outcome);
              answering.answer(http, question, answer, outcome);
            },
            failure -> failed(http, call, failure));
  }

  private static String outcome(Answer answer) {
    return answer.ruling().isAllowed()
        ? "allowed"
        : answer.ruling().denial().name().toLowerCase(Locale.ROOT);
  }

  /** Whom a rule keeps out leaves a trace; a client that is denied soon tries again. */
  private void accessAnswered(
      RoutingContext http, AccessQuestion question, Answer answer, String outcome) {
    if (!BY_RULE.contains(answer.ruling().denial())) {
      reply(http, answer);
      return;
    }
    AuditRecordBuilder record =
        audit
            .ofMailServer(http, "DecideAccess")
            .from(question.ipAddress(), null)
            .account(answer.account())
            .parameter("organizationId", answer.organizationId())
            .parameter("userId", answer.userId())
            .parameter("action", question.action().wireName())
            .parameter("deviceId", question.deviceId())
            .additional("outcome", outcome);
    String source = answer.organizationId() + '/' + answer.userId();
    audit.sample(http, source, record, () -> reply(http, answer));
  }

  /** Whoever gets at mailboxes in others' names leaves a trace. */
  private void impersonationAnswered(
      RoutingContext http, ImpersonationQuestion question, Answer answer, String outcome) {
    AuditRecordBuilder record =
        audit
            .ofMailServer(http, "DecideImpersonation")
            .account(answer.account())
            .parameter("organizationId", answer.organizationId())
            .parameter("impersonationRoleId", answer.roleId())
            .parameter("userId", answer.userId())
            .additional("outcome", outcome);
    if (answer.roleId() == null) {
      // Whoever guesses tokens must not fill the stream.
      audit.sample(http, IMPERSONATION, record, () -> reply(http, answer));
    } else {
      audit.write(http, record, () -> reply(http, answer));
    }
  }

  private static void reply(RoutingContext http, Answer answer) {
    InternalAnswers.json(http, Json.write(Reply.of(answer)));
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
