package org.postroom.kit.query;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.postroom.contract.access.TagStatements;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.message.Caller;
import org.postroom.contract.message.MessageHeader;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.secret.Secret;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.access.Admission;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Infrastructure;
import org.postroom.kit.trace.Traces;
import org.postroom.kit.view.CatchUp;

/**
 * {@code POST /internal/queries/{operation}}: the gateway asks, the handler answers from committed
 * state. A success is 200 with the response's JSON; a refusal has the error's status, its key in
 * {@code postroom-error} and its message as text. Runs on the event loop from the socket to the
 * database and back.
 */
@Singleton
class QueryEndpoint {
  private static final Logger LOG = Logger.getLogger(QueryEndpoint.class);

  private final QueryHandlers handlers;
  private final Database database;
  private final CatchUp catchUp;
  private final Admission admission;
  private final SecretSealer sealer;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final Traces traces;

  QueryEndpoint(
      ServiceDefinition service,
      @Any Instance<QueryHandler<?, ?>> handlers,
      Database database,
      CatchUp catchUp,
      Admission admission,
      SecretSealer sealer,
      Clock clock,
      MeterRegistry metrics,
      Traces traces) {
    this.handlers = new QueryHandlers(service.context(), handlers);
    this.database = database;
    this.catchUp = catchUp;
    this.admission = admission;
    this.sealer = sealer;
    this.clock = clock;
    this.metrics = metrics;
    this.traces = traces;
  }

  void register(@Observes Router router) {
    router.post("/internal/queries/:operation").handler(this::serve);
  }

  private void serve(RoutingContext http) {
    long startedAt = System.nanoTime();
    String operation = http.pathParam("operation");
    QueryHandlers.Bound<?, ?> handler = handlers.find(operation);
    if (handler == null) {
      InternalAnswers.error(
          http, ErrorCode.NOT_OFFERED, operation + " is not offered yet by this installation");
      return;
    }
    InternalAnswers.body(http, body -> answer(http, handler, body, startedAt));
  }

  private <Q, R> void answer(
      RoutingContext http, QueryHandlers.Bound<Q, R> handler, Buffer body, long startedAt) {
    Uni.createFrom()
        .deferred(() -> decide(http, handler, body))
        .subscribe()
        .with(
            response -> {
              InternalAnswers.json(http, response);
              measure(handler, "none", startedAt);
            },
            failure -> {
              ErrorCode code = refuse(http, handler, failure);
              measure(handler, code.wireName(), startedAt);
            });
  }

  private <Q, R> Uni<byte[]> decide(
      RoutingContext http, QueryHandlers.Bound<Q, R> handler, Buffer body) {
    Caller caller = caller(http);
    Q request;
    try {
      request = handler.read(body.getBytes());
    } catch (IOException e) {
      throw new OperationRejected(ErrorCode.SERIALIZATION, "The request is not JSON of its type.");
    }
    String requestId = http.request().getHeader(MessageHeader.REQUEST_ID);
    return traces.query(
        http.request().getHeader(MessageHeader.TRACE_PARENT),
        handler.operation().name(),
        handler.organizationId(request),
        requestId,
        () ->
            Admission.isNeeded(caller)
                ? inSession(
                    caller,
                    requestId,
                    call ->
                        admission
                            .admit(
                                call, handler.operation().name(), handler.organizationId(request))
                            .chain(() -> handler.answer(request, call)))
                : handler.plainly(
                    request,
                    caller,
                    () -> inSession(caller, requestId, call -> handler.answer(request, call))));
  }

  private Uni<byte[]> inSession(
      Caller caller, String requestId, Function<QueryCall, Uni<byte[]>> answer) {
    return database.read(
        session ->
            answer.apply(
                new QueryCall(caller, requestId, clock.instant(), session, catchUp, sealer)));
  }

  private ErrorCode refuse(
      RoutingContext http, QueryHandlers.Bound<?, ?> handler, Throwable failure) {
    if (failure instanceof OperationRejected refusal) {
      InternalAnswers.error(http, refusal.code(), refusal.getMessage());
      return refusal.code();
    }
    if (Infrastructure.isToBlame(failure)) {
      LOG.warnf(
          "A query could not be answered, PostgreSQL is away: operation=%s cause=%s",
          handler.operation(), failure.toString());
      InternalAnswers.error(
          http, ErrorCode.SERVICE_UNAVAILABLE, "The service is temporarily unavailable.");
      return ErrorCode.SERVICE_UNAVAILABLE;
    }
    LOG.errorf(failure, "A query failed: operation=%s", handler.operation());
    InternalAnswers.error(http, ErrorCode.INTERNAL_FAILURE, "The request could not be processed.");
    return ErrorCode.INTERNAL_FAILURE;
  }

  private void measure(QueryHandlers.Bound<?, ?> handler, String error, long startedAt) {
    metrics
        .timer("postroom.queries", "operation", handler.operation().name(), "error", error)
        .record(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS);
  }

  private static Caller caller(RoutingContext http) {
    String account = http.request().getHeader(MessageHeader.ACCOUNT);
    if (account == null) {
      throw new OperationRejected(ErrorCode.ACCESS_DENIED, "A query needs the caller's account.");
    }
    String statements = http.request().getHeader(MessageHeader.TAG_STATEMENTS);
    return new Caller(
        account,
        http.request().getHeader(MessageHeader.PRINCIPAL),
        http.request().getHeader(MessageHeader.ACCESS_KEY_ID),
        http.request().getHeader(MessageHeader.SOURCE_ADDRESS),
        http.request().getHeader(MessageHeader.USER_AGENT),
        statements == null ? null : TagStatements.decode(statements));
  }

  private record QueryCall(
      Caller caller,
      String requestId,
      Instant now,
      Mutiny.Session session,
      CatchUp catchUp,
      SecretSealer sealer)
      implements QueryContext {
    @Override
    public Uni<Void> caughtUpWith(BoundedContext owner, String organizationId) {
      return here(catchUp.forQuery(owner, organizationId));
    }

    @Override
    public Uni<Void> sureOf(BoundedContext owner, String organizationId) {
      return here(catchUp.forRefusal(owner, organizationId));
    }

    @Override
    public String open(Secret secret, String organizationId, String member) {
      return sealer.open(secret.value(), SecretSealer.member(organizationId, requestId, member));
    }

    @Override
    public Uni<Void> letGo() {
      return session.close();
    }

    /** Back to the session's own context, wherever the owner's answer came in. */
    private static Uni<Void> here(Uni<Void> elsewhere) {
      Context own = Vertx.currentContext();
      return elsewhere.emitOn(task -> own.runOnContext(ignored -> task.run()));
    }
  }
}
