package org.postroom.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.postroom.contract.access.AccessDenied;
import org.postroom.contract.access.TagStatements;
import org.postroom.contract.directory.OrganizationArn;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.gateway.auth.Credential;
import org.postroom.gateway.auth.Policy;
import org.postroom.gateway.auth.RequestHead;
import org.postroom.gateway.auth.SigV4Verifier;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.dispatch.Answer;
import org.postroom.gateway.dispatch.Call;
import org.postroom.gateway.dispatch.CommandBus;
import org.postroom.gateway.dispatch.QueryClient;
import org.postroom.gateway.limit.RequestRates;
import org.postroom.gateway.observe.TraceParent;
import org.postroom.gateway.request.ConstraintChecker;
import org.postroom.gateway.request.Operations;
import org.postroom.gateway.request.PreparedOperation;

/**
 * The one public resource: {@code POST /} with the operation in {@code X-Amz-Target}. The order of
 * checks is authentication, request rate, target, JSON, constraints, authorization; what passes
 * them goes to the service that owns the operation. Everything is answered in the form of AWS JSON
 * 1.1.
 */
@ApplicationScoped
public class WorkMailEndpoint {
  private static final Logger LOG = Logger.getLogger(WorkMailEndpoint.class);

  private static final String VERIFY_ONLY = "Postroom.VerifyOnly";
  private static final int MAX_INVOCATION_ID = 128;
  private static final Answer NOT_FOUND =
      Answer.error(
          404, ErrorCode.UNKNOWN_OPERATION, "There is nothing here but POST requests to /.");
  private static final Answer TOO_LARGE =
      Answer.error(
          ErrorCode.REQUEST_ENTITY_TOO_LARGE,
          "The request body must not have more than " + BodyReader.LIMIT + " bytes.");
  private static final Answer NOT_HTTP =
      Answer.error(ErrorCode.INCOMPLETE_SIGNATURE, "The request is not valid HTTP.");
  private static final Answer THROTTLED = Answer.error(ErrorCode.THROTTLING, "Rate exceeded");
  private static final Answer FAILED =
      Answer.error(ErrorCode.INTERNAL_FAILURE, "The request could not be handled.");

  private final GatewayConfig config;
  private final SigV4Verifier verifier;
  private final Operations operations;
  private final ConstraintChecker constraints;
  private final CommandBus commands;
  private final QueryClient queries;
  private final RequestRates rates;
  private final BodyReader bodies;
  private final Exchanges exchanges;

  WorkMailEndpoint(
      GatewayConfig config,
      SigV4Verifier verifier,
      Operations operations,
      ConstraintChecker constraints,
      CommandBus commands,
      QueryClient queries,
      RequestRates rates,
      BodyReader bodies,
      Exchanges exchanges) {
    this.config = config;
    this.verifier = verifier;
    this.operations = operations;
    this.constraints = constraints;
    this.commands = commands;
    this.queries = queries;
    this.rates = rates;
    this.bodies = bodies;
    this.exchanges = exchanges;
  }

  void route(@Observes Router router) {
    router.route("/").handler(this::handle).failureHandler(this::notHttp);
    // What neither this class nor the management endpoints know.
    router.route().last().handler(this::handle).failureHandler(this::notHttp);
  }

  /** What Vert.x itself refuses, a request without a Host header for instance. */
  private void notHttp(RoutingContext routing) {
    if (routing.failure() != null && routing.statusCode() >= FAILED.status()) {
      LOG.error("Request failed before it was read", routing.failure());
    }
    Exchange exchange = exchanges.begin(routing.request());
    if (routing.statusCode() >= FAILED.status()) {
      exchange.answer(FAILED);
    } else {
      exchanges.refuse(exchange, routing.request(), NOT_HTTP);
    }
  }

  private void handle(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    boolean here = request.method() == HttpMethod.POST && isRoot(request);
    Exchange exchange = here ? exchanges.beginCall(request) : exchanges.begin(request);
    bodies.read(
        request,
        RequestCaller.sourceAddress(request),
        (outcome, body, share, endless) -> {
          exchange.holds(share);
          if (endless) {
            exchange.answerAndClose(here ? TOO_LARGE : NOT_FOUND);
          } else if (!here) {
            exchanges.refuse(exchange, request, NOT_FOUND);
          } else {
            switch (outcome) {
              case TOO_LARGE -> exchanges.refuse(exchange, request, TOO_LARGE);
              case NO_ROOM -> exchange.answer(THROTTLED);
              case READ -> handle(exchange, request, body);
            }
          }
        });
  }

  /** The path as it was sent: {@code //} and the like are no spelling of it. */
  private static boolean isRoot(HttpServerRequest request) {
    String uri = request.uri();
    return uri.startsWith("/")
        ? uri.length() == 1 || uri.charAt(1) == '?'
        : "/".equals(request.path());
  }

  private void handle(Exchange exchange, HttpServerRequest request, byte[] body) {
    RequestHead head = new VertxRequestHead(request, "/");
    Credential credential;
    try {
      credential = verifier.verify(head, body);
    } catch (OperationRejected e) {
      exchange.call().claims(SigV4Verifier.claimedKey(head));
      exchanges.refuse(exchange, request, Answer.of(e));
      return;
    }
    try {
      exchange.call().identified(RequestCaller.of(credential, request, null));
      rates.admit(credential.account());
      String target = head.single("x-amz-target");
      exchange.call().names(target);
      PreparedOperation<?> operation = operations.byTarget(target);
      if (operation != null) {
        exchange.operation(operation.name());
        exchange.call().operation(operation.row());
        call(exchange, request, credential, operation, body);
      } else if (config.gateway().verifyOnly() && VERIFY_ONLY.equals(target)) {
        exchange.call(null);
        exchange.answer(Answer.ok(Buffer.buffer("{}")));
      } else {
        throw new OperationRejected(
            ErrorCode.UNKNOWN_OPERATION, "X-Amz-Target names no operation offered here.");
      }
    } catch (OperationRejected e) {
      exchange.answer(Answer.of(e));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.errorf(
          e,
          "Request could not be handled: operation=%s requestId=%s",
          exchange.operation(),
          exchange.requestId());
      exchange.answer(FAILED);
    }
  }

  private <Q> void call(
      Exchange exchange,
      HttpServerRequest request,
      Credential credential,
      PreparedOperation<Q> operation,
      byte[] body) {
    Q decoded = operation.decode(body);
    exchange.call().request(decoded);
    constraints.check(operation.row(), decoded);
    TagStatements tagStatements = authorize(credential, operation, decoded);
    TraceParent.describe(
        operation.name(), operation.row().organizationId().apply(decoded), exchange.requestId());
    Call<Q> call =
        new Call<>(
            operation,
            decoded,
            RequestCaller.of(credential, request, tagStatements),
            exchange.requestId(),
            invocationId(request),
            TraceParent.of(request.getHeader("traceparent")),
            exchange::answer);
    if (operation.isCommand()) {
      commands.send(call);
    } else {
      queries.send(call);
    }
  }

  /** What is left for the owning service to decide; null for nothing. */
  private <Q> TagStatements authorize(
      Credential credential, PreparedOperation<Q> operation, Q request) {
    String organization = operation.row().organizationId().apply(request);
    // In the caller's own account: whether another has such an organization is nobody's business.
    String resource =
        organization == null
            ? Policy.NO_RESOURCE
            : new OrganizationArn(config.region(), credential.account(), organization).text();
    Policy.Judgement judgement = credential.policy().judge(operation.name(), resource);
    if (!judgement.isAllowed()) {
      throw AccessDenied.of(credential.principal(), operation.name(), resource);
    }
    return judgement.tagStatements();
  }

  private static String invocationId(HttpServerRequest request) {
    String id = request.getHeader("amz-sdk-invocation-id");
    id = id == null ? request.getHeader("aws-sdk-invocation-id") : id;
    return id == null || id.isBlank() || id.length() > MAX_INVOCATION_ID ? null : id;
  }
}
