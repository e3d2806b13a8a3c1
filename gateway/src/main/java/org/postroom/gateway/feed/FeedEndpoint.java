package org.postroom.gateway.feed;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.gateway.auth.Credential;
import org.postroom.gateway.auth.RequestHead;
import org.postroom.gateway.auth.SigV4Verifier;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.dispatch.Answer;
import org.postroom.gateway.dispatch.KafkaProbe;
import org.postroom.gateway.http.Exchange;
import org.postroom.gateway.http.Exchanges;
import org.postroom.gateway.http.RequestCaller;
import org.postroom.gateway.http.VertxRequestHead;
import org.postroom.gateway.limit.RequestRates;
import org.postroom.gateway.observe.TraceParent;

/**
 * {@code GET /events?organization=…&after=…}: what has happened in an organization since a cursor,
 * as JSON or, where the caller accepts {@code text/event-stream}, as server-sent events. Signed
 * like any call. Checks come in the order of other calls: authentication, form, authorization.
 */
@ApplicationScoped
public class FeedEndpoint {
  private static final Logger LOG = Logger.getLogger(FeedEndpoint.class);
  private static final String PATH = "/events";
  private static final byte[] NO_BODY = {};

  private final GatewayConfig config;
  private final SigV4Verifier verifier;
  private final FeedAccess access;
  private final Feed feed;
  private final KafkaProbe kafka;
  private final RequestRates rates;
  private final Exchanges exchanges;

  FeedEndpoint(
      GatewayConfig config,
      SigV4Verifier verifier,
      FeedAccess access,
      Feed feed,
      KafkaProbe kafka,
      RequestRates rates,
      Exchanges exchanges) {
    this.config = config;
    this.verifier = verifier;
    this.access = access;
    this.feed = feed;
    this.kafka = kafka;
    this.rates = rates;
    this.exchanges = exchanges;
  }

  void route(@Observes Router router) {
    router.get(PATH).handler(this::handle);
  }

  private void handle(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    if (!PATH.equals(request.path())) {
      routing.next();
      return;
    }
    Exchange exchange = exchanges.beginCall(request);
    exchange.operation(FeedAccess.ACTION);
    exchange.call().reads(FeedAccess.ACTION);
    try {
      if (hasBody(request)) {
        exchange.answerAndClose(
            Answer.error(ErrorCode.INVALID_PARAMETER, "A request for events has no body."));
        return;
      }
      request.resume();
      RequestHead head = new VertxRequestHead(request, PATH);
      Credential credential;
      try {
        credential = verifier.verify(head, NO_BODY);
      } catch (OperationRejected e) {
        exchange.call().claims(SigV4Verifier.claimedKey(head));
        exchanges.refuse(exchange, request, Answer.of(e));
        return;
      }
      exchange.call().identified(RequestCaller.of(credential, request, null));
      rates.admit(credential.account());
      Following following = following(exchange, request, credential);
      routing.addEndHandler(ended -> following.on(following::close));
      following.join();
    } catch (OperationRejected e) {
      exchange.answer(Answer.of(e));
    } catch (RuntimeException e) {
      LOG.errorf(e, "Request could not be handled: requestId=%s", exchange.requestId());
      exchange.answer(
          Answer.error(ErrorCode.INTERNAL_FAILURE, "The request could not be handled."));
    }
  }

  private Following following(Exchange exchange, HttpServerRequest request, Credential credential) {
    FeedRequest asked =
        FeedRequest.of(request.params(), request.headers(), config.feed().longestWait());
    access.checkForm(asked.organizationId());
    exchange.call().parameter("organizationId", asked.organizationId());
    TraceParent.describe(FeedAccess.ACTION, asked.organizationId(), exchange.requestId());
    Cursor cursor = cursor(asked);
    if (!kafka.isNear()) {
      throw new OperationRejected(
          ErrorCode.SERVICE_UNAVAILABLE,
          "The events cannot be read at the moment; please try again.");
    }
    FeedAccess.Visit visit =
        new FeedAccess.Visit(request, credential, asked.organizationId(), exchange.requestId());
    Following.Call call =
        new Following.Call(visit, asked, cursor, Vertx.currentContext(), exchange);
    return asked.isStream()
        ? new StreamAnswer(feed, access, call, config.feed())
        : new PollAnswer(feed, access, call, config.gateway().deadline());
  }

  private Cursor cursor(FeedRequest asked) {
    if (asked.after() == null) {
      return Cursor.BEGINNING;
    }
    return asked.after().equals(FeedRequest.LATEST)
        ? Cursor.LATEST
        : feed.cursors().decode(asked.organizationId(), asked.after());
  }

  /** What a signature covers is the empty body; another one would be nobody's. */
  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
        || length != null && !length.equals("0");
  }
}
